# tipreview: build, test, install. `make help` lists the targets.
BUILD   ?= build
PREFIX  ?= /usr/local
DESTDIR ?=
ifeq ($(origin CC),default)
CC = gcc
endif
OPT     ?= -O2 -g
VERSION := 0.1.0

PACKAGES = gcc libc6-dev make libncurses-dev libyaml-dev libsqlite3-dev libsodium-dev \
           libxxhash-dev
TEST_PACKAGES = libcmocka-dev libvterm-dev sqlite3 mandoc
LINT_PACKAGES = clang clang-format clang-tidy cppcheck shellcheck libclang-rt-14-dev

# One line a file; the whole command with V=1.
V ?=
Q = $(if $(V),,@)
SAY = $(if $(V),@:,@echo)

WARN = -Wall -Wextra -Wconversion -Wsign-conversion -Wshadow -Wstrict-prototypes \
       -Wmissing-prototypes -Wold-style-definition -Wundef -Wformat=2 -Wvla -Wpointer-arith \
       -Wcast-qual -Wwrite-strings -Werror
HARDEN = -fstack-protector-strong -fPIE
LIBS = -pthread -lncursesw -ltinfo -lyaml -lsqlite3 -lsodium
SANITIZE =
CPPFLAGS = -I. -I$(BUILD) -D_GNU_SOURCE -DTIPREVIEW_VERSION='"$(VERSION)"'
CFLAGS = -std=c11 $(OPT) $(WARN) $(HARDEN) $(SANITIZE)
LDFLAGS = -pie -Wl,-z,relro,-z,now $(SANITIZE)
ifeq ($(findstring -O0,$(OPT))$(SANITIZE),)
CPPFLAGS += -D_FORTIFY_SOURCE=2
endif

LIB_SRC  := $(wildcard models/base/*.c models/*.c tui/*.c) \
            $(filter-out config/embed.c,$(wildcard config/*.c))
LIB_SRC  := $(filter-out tui/main.c,$(LIB_SRC))
LIB_OBJ  := $(LIB_SRC:%.c=$(BUILD)/%.o)
SHIPPED  := $(wildcard config/*.yaml config/definitions/*.yaml)
TESTS    := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/*/test_*.c))
TEST_LIB := $(patsubst %.c,$(BUILD)/%.o,$(wildcard tests/support/*.c))
FUZZERS  := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/fuzz/fuzz_*.c))

.PHONY: all
all: $(BUILD)/tipreview $(BUILD)/data/generate

## setup          install the Debian packages that are missing, for building and testing
.PHONY: setup
setup:
	@tests/setup.sh $(PACKAGES) $(TEST_PACKAGES)

## setup-lint     the same for `make lint` and `make debug CC=clang`
.PHONY: setup-lint
setup-lint:
	@tests/setup.sh $(PACKAGES) $(TEST_PACKAGES) $(LINT_PACKAGES)

## setup-browser  the same for the test of the HTML report in a browser
BROWSER_PACKAGES = chromium python3 python3-jsonschema
.PHONY: setup-browser
setup-browser:
	@tests/setup.sh $(BROWSER_PACKAGES)

## run            build, write the paper's case load to ./workspace, open the console on it
.PHONY: run
run: all workspace
	@if [ -t 0 ] && [ -t 1 ]; then $(BUILD)/tipreview workspace; \
	 else $(BUILD)/tipreview -w workspace tally; fi

# Made beside and moved into place, so that an interrupted run leaves no half workspace.
workspace: | all
	@rm -rf workspace.new
	@$(BUILD)/tipreview init workspace.new
	@$(BUILD)/data/generate --output workspace.new/records
	@$(BUILD)/data/generate --decisions --output workspace.new/decisions
	@$(BUILD)/tipreview -w workspace.new decide --from workspace.new/decisions/decisions.yaml
	@mv workspace.new workspace

## test           build and run every test; ends with `N passed, N failed`
.PHONY: test
test: all $(BUILD)/docs/generate $(TESTS) $(FUZZERS)
	@BUILD=$(BUILD) tests/run.sh

## debug          build with ASan and UBSan into build/debug; `make debug-test` runs the tests on it
.PHONY: debug debug-test
DEBUG = BUILD=$(BUILD)/debug OPT='-O1 -g -fno-omit-frame-pointer' \
        SANITIZE='-fsanitize=address,undefined -fno-sanitize-recover=all'
debug:
	@$(MAKE) --no-print-directory $(DEBUG) all
debug-test:
	@$(MAKE) --no-print-directory $(DEBUG) test

## fuzz           run each fuzz target for SECONDS_EACH (30), under clang, ASan and UBSan, into build/fuzz
# Where FUZZ_MAIN is empty the main function is libFuzzer's, else it replays files.
SECONDS_EACH ?= 30
FUZZ_MAIN    ?= $(BUILD)/tests/fuzz/replay.o
.PHONY: fuzz fuzzers
fuzz:
	@$(MAKE) --no-print-directory BUILD=$(BUILD)/fuzz CC=clang OPT='-O1 -g -fno-omit-frame-pointer' \
	  SANITIZE='-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all' \
	  FUZZ_MAIN= fuzzers
	@BUILD=$(BUILD)/fuzz tests/fuzz/run.sh $(SECONDS_EACH)
fuzzers: $(FUZZERS)

## bench          measure, by turns, against the targets; writes docs/benchmarks.md
.PHONY: bench bench-tools
bench-tools: all $(patsubst tests/bench/%.c,$(BUILD)/tests/bench/%,$(wildcard tests/bench/*.c))
bench: bench-tools
	@BUILD=$(BUILD) tests/bench/run.sh --write

## lint           layer check, clang-format, gcc and clang warnings, cppcheck, clang-tidy
.PHONY: lint
lint: all
	@BUILD=$(BUILD) tests/lint.sh $(CPPFLAGS) $(CFLAGS)

## install        into $(DESTDIR)$(PREFIX)
.PHONY: install uninstall
install: $(BUILD)/tipreview
	install -Dm755 $(BUILD)/tipreview $(DESTDIR)$(PREFIX)/bin/tipreview
	install -Dm644 docs/tipreview.1 $(DESTDIR)$(PREFIX)/share/man/man1/tipreview.1
	install -Dm644 docs/tipreview-records.5 $(DESTDIR)$(PREFIX)/share/man/man5/tipreview-records.5
	install -Dm644 data/record.schema.json $(DESTDIR)$(PREFIX)/share/tipreview/record.schema.json

## uninstall      take away what install put there
uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/tipreview $(DESTDIR)$(PREFIX)/share/man/man1/tipreview.1 \
	  $(DESTDIR)$(PREFIX)/share/man/man5/tipreview-records.5 \
	  $(DESTDIR)$(PREFIX)/share/tipreview/record.schema.json

## clean          remove what was built; the workspace stays
.PHONY: clean
clean:
	rm -rf $(BUILD)

## help           this list
.PHONY: help
help:
	@sed -n 's/^## /  make /p' Makefile

## docs           rewrite the manual pages and the JSON Schema that the program's tables make
# They are kept in the repository so that they can be read there; a test compares them.
.PHONY: docs
docs: $(BUILD)/docs/generate
	@for pair in tipreview.1:docs/tipreview.1 records.5:docs/tipreview-records.5 \
	  schema:data/record.schema.json limits:docs/limits.md; do \
	  $< $${pair%%:*} > $(BUILD)/docs/made && \
	  { cmp -s $(BUILD)/docs/made $${pair#*:} || { echo "writing $${pair#*:}" && \
	    cp $(BUILD)/docs/made $${pair#*:}; }; } || exit 1; \
	done

$(BUILD)/docs/generate: $(patsubst %.c,$(BUILD)/%.o,$(wildcard docs/*.c)) $(BUILD)/libtipreview.a
	$(CC) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/libtipreview.a: $(LIB_OBJ) $(BUILD)/embedded.o
	@rm -f $@
	$(SAY) '  AR $@'
	$(Q)$(AR) rcs $@ $^

$(BUILD)/tipreview: $(BUILD)/tui/main.o $(BUILD)/libtipreview.a
	$(SAY) '  LD $@'
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/data/generate: $(patsubst %.c,$(BUILD)/%.o,$(wildcard data/*.c)) $(BUILD)/libtipreview.a
	$(SAY) '  LD $@'
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(LIBS)

# The shipped configuration goes into the binary, so that it runs uninstalled.
$(BUILD)/config/embed: $(BUILD)/config/embed.o $(patsubst %.c,$(BUILD)/%.o,$(wildcard models/base/*.c))
	$(SAY) '  LD $@'
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/embedded.c: $(BUILD)/config/embed $(SHIPPED) $(BUILD)/shipped.list
	$(Q)$(BUILD)/config/embed $(SHIPPED) > $@.tmp
	@mv $@.tmp $@

# Changes only when a file is added or removed, so that embedded.c follows.
$(BUILD)/shipped.list: FORCE
	@mkdir -p $(@D)
	@echo '$(SHIPPED)' | cmp -s - $@ || echo '$(SHIPPED)' > $@
.PHONY: FORCE
.SECONDARY:
FORCE:

$(BUILD)/embedded.o: $(BUILD)/embedded.c
	$(SAY) '  CC $@'
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(SAY) '  CC $@'
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# Changes only when the compiler or its flags do.
$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(CC) $(CPPFLAGS) $(CFLAGS)' | cmp -s - $@ || echo '$(CC) $(CPPFLAGS) $(CFLAGS)' > $@

$(BUILD)/tests/%: $(BUILD)/tests/%.o $(TEST_LIB) $(BUILD)/libtipreview.a
	$(SAY) '  LD $@'
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(LIBS) -lcmocka -lvterm -lutil

# With what it uses and no more: loading libraries is part of a start.
$(BUILD)/tests/bench/screen: $(BUILD)/tests/bench/screen.o
	$(SAY) '  LD $@'
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ -lncursesw -ltinfo

$(BUILD)/tests/fault/test_hostile $(BUILD)/tests/unit/test_review $(BUILD)/tests/unit/test_csv: $(BUILD)/tests/fault/heap.o
$(FUZZERS): $(FUZZ_MAIN)
ifeq ($(FUZZ_MAIN),)
$(FUZZERS): private LIBS += -fsanitize=fuzzer
endif

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
