-- The data files of WAREHOUSE that count, for DuckDB: added by an entry of the commit log and removed by no later one.
WITH entries AS (
  SELECT number, added, removed
  FROM read_json('WAREHOUSE/_bluesky/commits/*.json', format = 'unstructured',
    columns = {number: 'BIGINT', added: 'STRUCT(path VARCHAR)[]', removed: 'VARCHAR[]'}, maximum_object_size = 1073741824)
), added AS (
  SELECT number, unnest(added).path AS path FROM entries
), removed AS (
  SELECT number, unnest(removed) AS path FROM entries
)
SELECT 'WAREHOUSE/' || path AS file
FROM added
WHERE NOT EXISTS (SELECT 1 FROM removed WHERE removed.path = added.path AND removed.number > added.number)
ORDER BY file
