"""Read the letter policies of all regions; every mistake in the files is told at once."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from catalogue.data_files import DATA, CatalogueError, read_folder
from catalogue.letters.policy import LetterPolicy
from catalogue.projects import load_projects


@cache
def load_letter_policies(folder: Path = DATA / "letters") -> Mapping[str, tuple[LetterPolicy, ...]]:
    """Return every region's policies, the newest first. Raises CatalogueError."""
    files = read_folder(folder, LetterPolicy)
    mistakes = [
        f"{stem}.toml: {mistake}" for stem, policy in files.items() for mistake in _beyond(policy)
    ]
    if mistakes:
        raise CatalogueError(mistakes)
    newest = sorted(files.values(), key=lambda policy: policy.year, reverse=True)
    regions = dict.fromkeys(policy.region for policy in newest)
    return {region: tuple(each for each in newest if each.region == region) for region in regions}


def letter_policy_for(region: str, year: int) -> LetterPolicy | None:
    """Return the policy in force in a year; None where the region has none (no letters then)."""
    policies = load_letter_policies().get(region, ())
    return next((policy for policy in policies if policy.year <= year), None)


def _beyond(policy: LetterPolicy) -> list[str]:
    """Return what does not fit the rest of the catalogue, or belongs to no file."""
    projects = load_projects()
    parts = {f"{project.code}.{sub}" for project in projects for sub, _ in project.subs}
    known = {project.code for project in projects} | parts
    unknown = [f"units.{code}: no such project" for code in policy.units if code not in known]
    decided = [key for key, line in policy.lines().items() if line.grade == "核定"]
    return unknown + [f"{key}: 核定 is the office's word, given in the console" for key in decided]
