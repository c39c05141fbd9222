"""No Docker engine is needed to know that the image's install steps work: they run in a clean virtual environment."""

import os
import re
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent
_, BUILD_STAGE, FINAL_STAGE = (ROOT / "Dockerfile").read_text().split("FROM ")
LOCK = next(re.finditer(r"^ARG LOCK=(.+)$", BUILD_STAGE, re.MULTILINE))[1]


def test_the_steps_of_the_image_install_a_bot_that_runs(tmp_path: Path) -> None:
    venv, source = tmp_path / "venv", tmp_path / "src"
    source.mkdir()
    for instruction, arguments in re.findall(r"^(COPY|RUN) (.+)$", BUILD_STAGE, re.MULTILINE):
        if instruction == "COPY":
            *names, _ = arguments.split()
            for name in names:
                copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
                copy(ROOT / name, source / name)
        else:
            step = arguments.replace("/venv", str(venv)).replace(" --no-cache-dir", "").replace("${LOCK}", LOCK)
            subprocess.run(["sh", "-c", step], cwd=source, check=True, capture_output=True, timeout=400)
    env = {"PATH": f"{venv}/bin:{os.environ['PATH']}", "EVENHAND_DATA": str(tmp_path / "data")}
    # Away from the sources, so that what runs is what was installed: models, prompts and samples included.
    done = subprocess.run(
        ["evenhand", "demo"], cwd=tmp_path, env=env, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "for and against" in done.stdout


def test_the_image_runs_as_nobody_special_keeps_its_data_and_says_how_it_is() -> None:
    assert re.search(r"^USER evenhand$", FINAL_STAGE, re.MULTILINE)
    assert re.search(r"^VOLUME /data$", FINAL_STAGE, re.MULTILINE)
    assert "HEALTHCHECK" in FINAL_STAGE
    assert "/healthz" in FINAL_STAGE
