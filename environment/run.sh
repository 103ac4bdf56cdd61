#!/usr/bin/env bash
# Sets up what is missing, builds, and runs the kit in the tiny profile. Results stand in out/.
set -euo pipefail

usage() {
    cat <<'TEXT'
usage: bash environment/run.sh [--setup-only | --jupyter] [oft slice options]

Installs what is missing, builds, checks the engine, then runs the first slice: demonstrations of one task in our own
MuJoCo world, five minutes of training, twenty closed-loop episodes, and a page, out/slice/index.html.

  --setup-only   stop after the set-up and its self-check
  --jupyter      open the notebooks in Jupyter, where it is installed, with this checkout's kernel
  --help         this text

Environment: OFT_LIBTORCH=<dir> (libtorch of a pip or conda wheel), OFT_THREADS=<n> (default: one a core).
TEXT
}

setup_only=no
jupyter=no
arguments=()
for argument in "$@"; do
    case "$argument" in
        --setup-only) setup_only=yes ;;
        --jupyter) jupyter=yes ;;
        --help|-h) usage; exit 0 ;;
        *) arguments+=("$argument") ;;
    esac
done

source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
setup_all
"$root/environment/oft" engine
[ "$setup_only" = yes ] && exit 0
if [ "$jupyter" = yes ]; then
    for client in lab notebook; do
        command -v "jupyter-$client" >/dev/null || continue
        "$root/environment/oft" install
        exec jupyter "$client" --notebook-dir="$root/notebooks"
    done
    stop "Jupyter is not installed here. Install it (apt-get install jupyter-notebook, or pip install jupyterlab) and start again; VS Code needs only the kernel: environment/oft install."
fi
exec "$root/environment/oft" slice --out "$root/out/slice" ${arguments[@]+"${arguments[@]}"}
