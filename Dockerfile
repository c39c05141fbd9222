# Build: docker build -t evenhand .    Run: docker run --env-file .env -v evenhand:/data -p 3000:3000 evenhand
# With a chat model of OpenAI's kind: docker build --build-arg LOCK=requirements-openai.lock -t evenhand .
FROM python:3.12-slim AS build
WORKDIR /src
RUN python -m venv /venv
ARG LOCK=requirements.lock
COPY requirements.lock requirements-openai.lock ./
RUN /venv/bin/pip install --no-cache-dir --no-deps --require-hashes -r ${LOCK}
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY store store
COPY prompts prompts
RUN /venv/bin/pip install --no-cache-dir --no-deps .

FROM python:3.12-slim
RUN useradd --system --create-home --uid 10001 evenhand && install -d -o evenhand /data
COPY --from=build /venv /venv
ENV PATH=/venv/bin:$PATH EVENHAND_DATA=/data EVENHAND_PORT=3000 PYTHONUNBUFFERED=1
USER evenhand
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD \
    ["python", "-c", "import os, urllib.request; urllib.request.urlopen(f\"http://127.0.0.1:{os.environ['EVENHAND_PORT']}/healthz\", timeout=4)"]
CMD ["evenhand", "serve"]
