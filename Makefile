SHELL := /bin/bash
.SHELLFLAGS := -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run test lint tools format fuzz mutation bench bench-cleanup build deploy clean

MVN ?= mvn
SOURCES := $(shell find pom.xml libraries functions cli sandbox -name target -prune -o -path '*/src/test' -prune -o -type f -print)
SCRIPTS = $(shell grep -lE '^\#!.*sh$$' .ci/* scripts/* clients/*.sh fuzz/run benchmarks/run benchmarks/cleanup benchmarks/*.sh)
PROGRESS := sed -n -e 's/^\[INFO\] Building \(.*[^ ]\) *[0-9][^ ]*-SNAPSHOT *\(\[[0-9/]*\]\)$$/  \2 \1/p' -e '/^\[ERROR\]/p'

help: ## what each command does
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 15

run: .build/built ## play the main job on the sandbox and keep it running
	@exec scripts/sandbox

test: .build/tools ## all tests, with the real clients
	@scripts/jdk25 >/dev/null
	PATH="$(CURDIR)/.tools/python/bin:$$PATH" $(MVN) -B -T 2 verify

lint: .build/tools .build/java-files ## formatting, the template, the scripts, the compiler's checks
	@scripts/jdk25 >/dev/null
	@$(MVN) -B -q -f build/formatter validate exec:exec || { echo "Run 'make format' to format these files." >&2; exit 1; }
	.tools/python/bin/cfn-lint template.yaml
	.tools/python/bin/shellcheck $(SCRIPTS)
	$(MVN) -B -q -T 2 test-compile

tools: .build/tools ## the aws cli and twine of the tests, in .tools

format: .build/changed-files ## format the Java files that were changed since the last commit
	@[ ! -s $< ] || $(MVN) -B -q -o -f build/formatter validate exec:exec -Dformat.files=$(CURDIR)/$< -Dformat.mode=--replace -Dformat.exit=--replace

fuzz: ## search for inputs that break the parsers (FUZZ_SECONDS=30 for each target)
	@scripts/jdk25 >/dev/null
	$(MVN) -B -q test-compile -pl fuzz -am
	@fuzz/run

mutation: ## break each branch that keeps something from cleanup, and demand that a test notices
	@scripts/jdk25 >/dev/null
	$(MVN) -B -q test-compile dependency:build-classpath -Dmdep.outputFile=target/class-path -pl functions/cleanup -am
	@scripts/mutate-cleanup

bench: .build/built .build/tools ## what a decision and an exchange cost, next to others
	$(MVN) -B -q test-compile -pl benchmarks -am
	@PATH="$(CURDIR)/.tools/python/bin:$$PATH" benchmarks/run

bench-cleanup: .build/built ## what a scan of a million versions takes (a quarter of an hour)
	$(MVN) -B -q test-compile -pl benchmarks -am
	@benchmarks/cleanup

build: .build/built ## the artifacts that Lambda runs

deploy: .build/built ## deploy to your AWS account with SAM
	sam build && sam deploy

clean: ## remove what was built; the sandbox's state stays
	rm -rf .build .aws-sam
	$(MVN) -B -q clean

.build/built: $(SOURCES)
	@scripts/jdk25 >/dev/null
	@mkdir -p .build
	@echo "Building Storekeeper (the first time downloads its libraries)"
	@$(MVN) -B -T 2 package -Dmaven.test.skip=true -pl '!fuzz,!benchmarks' | tee .build/maven.log | $(PROGRESS)
	@touch $@

.build/tools: scripts/requirements.txt
	@mkdir -p .build
	@if command -v python3 >/dev/null; then \
	  echo "Installing the client tools into .tools"; \
	  python3 -m venv --clear .tools/python && .tools/python/bin/pip install -q --disable-pip-version-check -r scripts/requirements.txt && touch $@; \
	else echo "Python 3 is missing: tests with aws cli, pip and twine will be skipped. Install it, for example: apt-get install python3 python3-venv" >&2; fi

.build/java-files: FORCE
	@mkdir -p .build
	@find $(addprefix $(CURDIR)/,libraries functions cli clients sandbox end-to-end fuzz benchmarks) -name target -prune -o -name '*.java' -print > $@

.build/changed-files: FORCE
	@mkdir -p .build
	@git ls-files -mo --exclude-standard --deduplicate -- '*.java' | while read -r file; do [ ! -f "$$file" ] || echo "$(CURDIR)/$$file"; done > $@

FORCE:
