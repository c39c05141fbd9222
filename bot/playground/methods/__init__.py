"""The methods of the Web API, each a function from a call to the body of Slack's answer."""
