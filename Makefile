# Every command of the house. People and the build machine run the same ones.

BIN := .venv/bin
LOCK := uv pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes --no-header $(OPTIONS)
title = @printf '\n\033[1m%s\033[0m\n' "$(1)"

.DEFAULT_GOAL := help
.PHONY: help setup run test test-long bench lock clean

help: ## Affiche cette aide
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

setup: ## Installe tout ce qu’il faut, sans rien demander
	@packaging/setup.sh

run: setup ## Ouvre Jurade sur la session de démonstration (la joue sans écran s’il n’y en a pas)
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
		exec $(BIN)/jurade demo --ouvrir; \
	else \
		exec $(BIN)/jurade demo --sans-ecran --sortie build/demo; \
	fi

test: setup ## Vérifie le code et lance tous les tests
	$(call title,Style du code)
	@$(BIN)/ruff check .
	$(call title,Mise en forme)
	@$(BIN)/ruff format --check .
	$(call title,Types)
	@$(BIN)/mypy
	$(call title,Architecture)
	@$(BIN)/lint-imports
	$(call title,Code mort)
	@$(BIN)/vulture
	$(call title,Dépendances déclarées)
	@$(BIN)/deptry .
	$(call title,Tests)
	@QT_QPA_PLATFORM=offscreen $(BIN)/pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

test-long: setup ## Joue dix journées au clavier et coupe le programme cinq cents fois (une heure)
	@QT_QPA_PLATFORM=offscreen JURADE_DAYS=1,2,3,4,5,6,7,8,9,10 JURADE_KILLS=20 \
		JURADE_ROUNDS=3 JURADE_CLOSINGS=100 JURADE_MERGES=1000 JURADE_MERGE_KILLS=100 JURADE_MOVE_KILLS=100 \
		$(BIN)/pytest --numprocesses auto tests/e2e/test_kill_day.py tests/e2e/test_kill_grading.py tests/e2e/test_kill_closing.py \
		tests/e2e/test_kill_merge.py tests/e2e/test_kill_moving.py tests/integration/services/test_packet_order.py

bench: setup ## Mesure les temps promis
	@$(BIN)/python -m tests.benchmarks

lock: ## Refait les verrous après un changement de pyproject.toml (OPTIONS=--upgrade : tout rafraîchir)
	@$(LOCK) pyproject.toml --output-file packaging/locks/runtime.txt
	@$(LOCK) pyproject.toml --group dev --constraints packaging/locks/runtime.txt \
		--output-file packaging/locks/dev.txt

clean: ## Efface ce qui se refabrique
	@rm -rf build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .benchmarks
	@find app tests -name __pycache__ -type d -prune -exec rm -rf {} +
