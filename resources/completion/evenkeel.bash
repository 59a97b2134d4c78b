# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Completion for bash: source it, or put it into /usr/share/bash-completion/completions/evenkeel.
_evenkeel() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command= i
  local commands="demo serve once check plan status history errors conflicts brake pause resume restart setup teardown token config"
  local options="--config --data-dir --verbose --json --help --version"
  for ((i = 1; i < COMP_CWORD; ++i)); do
    [[ " $commands " == *" ${COMP_WORDS[i]} "* ]] && command=${COMP_WORDS[i]}
  done
  case $before in
    --token-file | --ca) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
    --role) mapfile -t COMPREPLY < <(compgen -W "viewer operator admin" -- "$word"); return ;;
    --config) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
    --data-dir) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
    export) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
  esac
  case $command in
    '') commands="$commands --attach --token-file --ca $options" ;;
    demo) commands="--headless --seconds $options" ;;
    brake) commands="list show accept reverse drop $options" ;;
    errors) commands="list show retry resolve ignore export --unresolved --type --link --since --limit $options" ;;
    conflicts) commands="list show resolve --held --take --link --limit $options" ;;
    history) commands="--alerts --limit --link $options" ;;
    setup | teardown) commands="--print-sql $options" ;;
    token) commands="rotate create revoke --role $options" ;;
    config) commands="check show $options" ;;
    *) commands=$options ;;
  esac
  mapfile -t COMPREPLY < <(compgen -W "$commands" -- "$word")
}
complete -F _evenkeel evenkeel
