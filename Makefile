# SPDX-License-Identifier: BSD-2-Clause
# Short names for what CMake and the scripts in tools/ do.
#   make run [ARGS='-f -e trace=openat git --version']   build, then trace a command
#   make check [STEPS='unit live']                        build and pass every test, or only some steps (tools/check --list)
#   make build | install | bench | fmt | asan | clean
#   JOBS=N limits the parallel jobs, PREFIX= and DESTDIR= say where to install
PREFIX ?= /usr/local
DESTDIR ?=
ARGS ?= -f -e trace=openat ls /
JOBS ?=
NINJA = ninja $(if $(JOBS),-j$(JOBS))

.PHONY: build run check install bench fmt asan deps clean
build: deps build/build.ninja
	@$(NINJA) -C build

run: build
	@build/strobe $(ARGS)

check:
	@tools/check $(if $(JOBS),--jobs $(JOBS)) $(STEPS)

install: build
	@DESTDIR='$(DESTDIR)' cmake --install build --prefix '$(PREFIX)'

bench: build
	@bench/run --tracer build/strobe

fmt: deps
	@tools/format

asan: deps build-asan/build.ninja
	@$(NINJA) -C build-asan

deps:
	@tools/install_deps

build/build.ninja: CMakePresets.json | deps
	@cmake --preset default --log-level=WARNING

build-asan/build.ninja: CMakePresets.json | deps
	@cmake --preset asan --log-level=WARNING

clean:
	@rm -rf build build-asan build-debug
