"""No Docker engine is needed to know that the image's install steps work: they run in a clean virtual environment."""

import os
import re
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent
DOCKERFILE = (ROOT / "Dockerfile").read_text()


def test_the_steps_of_the_image_install_a_bot_that_runs(tmp_path: Path) -> None:
    venv, source = tmp_path / "venv", tmp_path / "src"
    source.mkdir()
    build_stage = DOCKERFILE.split("\nFROM ")[0]
    for instruction, arguments in re.findall(r"^(COPY|RUN) (.+)$", build_stage, re.MULTILINE):
        if instruction == "COPY":
            *names, _ = arguments.split()
            for name in names:
                copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
                copy(ROOT / name, source / name)
        else:
            step = arguments.replace("/venv", str(venv)).replace(" --no-cache-dir", "")
            subprocess.run(["sh", "-c", step], cwd=source, check=True, capture_output=True, timeout=400)
    env = {"PATH": f"{venv}/bin:{os.environ['PATH']}", "EVENHAND_DATA": str(tmp_path / "data")}
    # Away from the sources, so that what runs is what was installed: models, prompts and samples included.
    done = subprocess.run(
        ["evenhand", "demo"], cwd=tmp_path, env=env, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "for and against" in done.stdout


def test_the_image_runs_as_nobody_special_keeps_its_data_and_says_how_it_is() -> None:
    final_stage = DOCKERFILE.split("\nFROM ")[1]
    assert re.search(r"^USER evenhand$", final_stage, re.MULTILINE)
    assert re.search(r"^VOLUME /data$", final_stage, re.MULTILINE)
    assert "HEALTHCHECK" in final_stage
    assert "/healthz" in final_stage
