"""Asks the archive of this process's settings every question given (JSON: id to text), and writes what is found."""

import json
import sys

import django


def main() -> None:
    questions = json.load(sys.stdin)
    django.setup()
    from django.test import Client

    client, depth = Client(SERVER_NAME="127.0.0.1"), sys.argv[1]
    found = {}
    for name, text in questions.items():
        answer = client.get("/api/v1/search", {"q": text, "size": depth})
        if answer.status_code != 200:
            raise SystemExit(f"Question {name} was answered with status {answer.status_code}: {answer.content[:300]!r}")
        found[name] = [f"{hit['kind']}:{hit['slug']}" for hit in answer.json()["hits"]]
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
