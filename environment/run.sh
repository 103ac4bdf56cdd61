#!/usr/bin/env bash
# Sets up what is missing, builds, and runs the notebooks in order. Results stand in out/.
set -euo pipefail

usage() {
    cat <<'TEXT'
usage: bash environment/run.sh [--quick] [--only NN]… [--full]
       bash environment/run.sh --setup-only | --jupyter

Installs what is missing, builds, checks the engine, then runs the notebooks from 00 to 18, each in a process of its own, and
leaves their pages under out/index.html. Each notebook prints its time beside what it says it takes: at most 30 minutes in all
on two cores.

  --quick        a few episodes and steps each: five minutes
  --only NN      one notebook, by its number; may be repeated
  --full         the full profile: published weights, LIBERO, a graphics card (see the notebooks' first cells for what each needs)
  --setup-only   stop after the set-up and its self-check
  --jupyter      open the notebooks in Jupyter, where it is installed, with this checkout's kernel
  --help         this text

Environment: OFT_LIBTORCH=<dir> (libtorch of a pip or conda wheel), OFT_THREADS=<n> (default: one a core).
TEXT
}

setup_only=no
jupyter=no
options=()
only=()
while [ $# -gt 0 ]; do
    case "$1" in
        --setup-only) setup_only=yes ;;
        --jupyter) jupyter=yes ;;
        --quick) options+=(--quick) ;;
        --full) options+=(--profile full --allow-errors) ;;
        --only) [ $# -ge 2 ] || { echo "--only: expected a notebook's number, for example --only 09." >&2; exit 2; }; only+=("$2"); shift ;;
        --help|-h) usage; exit 0 ;;
        *) echo "expected --quick, --only NN, --full, --setup-only, --jupyter or --help, got '$1'." >&2; exit 2 ;;
    esac
    shift
done

source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
notebooks=()
for number in ${only[@]+"${only[@]}"}; do
    found=("$root/notebooks/$number"-*.ipynb)
    [ -f "${found[0]}" ] || { echo "--only $number: there is no such notebook; there are: $(cd "$root/notebooks" && ls -- *.ipynb | cut -d- -f1 | paste -sd' ' -)." >&2; exit 2; }
    notebooks+=("${found[@]}")
done
[ ${#notebooks[@]} -gt 0 ] || notebooks=("$root"/notebooks/*.ipynb)

client=$(command -v jupyter-lab jupyter-notebook | head -n 1 || true)
if [ "$jupyter" = yes ] && [ -z "$client" ]; then
    stop "Jupyter is not installed here. Install it (apt-get install jupyter-notebook, or pip install jupyterlab) and start again; VS Code needs only the kernel: environment/oft install."
fi

setup_all
"$root/environment/oft" engine
[ "$setup_only" = yes ] && exit 0
if [ "$jupyter" = yes ]; then
    "$root/environment/oft" install
    # Jupyter refuses root, who is all there is in many containers; it listens on this machine alone and asks for its token all the same.
    [ "$(id -u)" = 0 ] && set -- --allow-root || set --
    exec "$client" --notebook-dir="$root/notebooks" "$@"
fi
exec "$root/environment/oft" run "${notebooks[@]}" --out "$root/out/course" --html --index "$root/out/index.html" ${options[@]+"${options[@]}"}
