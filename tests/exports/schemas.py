"""Validates files against their formats' own JSON schemas: each argument is SCHEMA=FILE."""

import json
import sys

import jsonschema


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


for pair in sys.argv[1:]:
    schema, file = pair.split("=", 1)
    validator = jsonschema.validators.validator_for(load(schema))
    validator(load(schema), format_checker=jsonschema.FormatChecker()).validate(load(file))
