"""The prompts in `prompts/`: Markdown behind a front matter in TOML, filled with `string.Template`."""

import re
import tomllib
from collections.abc import Mapping
from importlib import resources
from string import Template

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from store import FixSetup

_FRONT_MATTER = re.compile(r"\A\+\+\+\n(?P<front>.*?)\n\+\+\+\n(?P<text>.*)\Z", re.DOTALL)


class Prompt(BaseModel):
    """What a chat model is told. `variables` are the names that `text` leaves open as `$name`."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    name: str = Field(pattern=r"^[a-z_]+$")
    version: int = Field(ge=1)
    variables: list[str]
    text: str = Field(min_length=1)

    def fill(self, values: Mapping[str, object]) -> str:
        """The text with every variable in place; `$` and braces inside a value stay as they are.

        Raises ValueError naming the variables that are missing or not known.
        """
        missing = [name for name in self.variables if name not in values]
        unknown = sorted(set(values) - set(self.variables))
        if missing or unknown:
            wrong = [f"lacks {', '.join(missing)}"] * bool(missing) + [f"has no {', '.join(unknown)}"] * bool(unknown)
            raise ValueError(f"The prompt {self.name} {' and '.join(wrong)}.")
        return Template(self.text).substitute(values)


def parse_prompt(source: str, *, file_name: str) -> Prompt:
    """A prompt from its file's content. Raises FixSetup naming the file and what is wrong with it."""
    found = _FRONT_MATTER.match(source.replace("\r\n", "\n"))
    if found is None:
        raise FixSetup(f"The prompt {file_name} has no front matter; begin it with +++, name, version, variables, +++.")
    try:
        prompt = Prompt.model_validate({**tomllib.loads(found["front"]), "text": found["text"].strip()})
    except tomllib.TOMLDecodeError as error:
        raise FixSetup(f"The front matter of the prompt {file_name} is no TOML ({error}); mend it.") from error
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise FixSetup(f"The prompt {file_name} cannot be used: {key}: {first['msg']}; mend the file.") from error
    template = Template(prompt.text)
    if not template.is_valid() or set(template.get_identifiers()) != set(prompt.variables):
        raise FixSetup(
            f"The prompt {file_name} does not use exactly the variables that it declares; mend the list or the text "
            "(a dollar sign is written $$)."
        )
    return prompt


def load_prompt(name: str) -> Prompt:
    """The prompt in `prompts/NAME.md`. Raises FixSetup where it is not there, cannot be used or has another name."""
    file = resources.files("prompts") / f"{name}.md"
    try:
        source = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FixSetup(f"The prompt {name}.md cannot be read; install evenhand again.") from error
    prompt = parse_prompt(source, file_name=f"{name}.md")
    if prompt.name != name:
        raise FixSetup(f"The prompt {name}.md calls itself {prompt.name}; give the file and the prompt one name.")
    return prompt


def load_prompts() -> list[Prompt]:
    """Every prompt there is, by name."""
    files = (file.name for file in resources.files("prompts").iterdir())
    return [load_prompt(name.removesuffix(".md")) for name in sorted(files) if name.endswith(".md")]
