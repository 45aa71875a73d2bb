#!/bin/bash
# Extracts a scrape in sixteen parts, then writes the tables: bash slurm.sh /shared/crawl /shared/out
# Needs the communique command on every machine, and folders that all of them see. See ../batch-jobs.md.
set -euo pipefail
quoted() { printf "'%s'" "${1//\'/\'\\\'\'}"; }
input=$(quoted "$1") output=$(quoted "$2")

parts=$(sbatch --parsable --array=1-16 --cpus-per-task=8 --mem=16G --time=08:00:00 --requeue --export=ALL \
  --wrap "communique run $input --output $output --part \$SLURM_ARRAY_TASK_ID/16 --processes 8 --log-format json")

# afterany: a part in which pages failed ends with 3, and the last run does what is missing.
sbatch --dependency="afterany:$parts" --cpus-per-task=8 --mem=32G --time=04:00:00 --export=ALL \
  --wrap "communique run $input --output $output --processes 8 --fail-on failed=0.05 --fail-on rows=0.2"
