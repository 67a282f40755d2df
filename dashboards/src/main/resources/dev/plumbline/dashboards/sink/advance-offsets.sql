update sink_offset
set next_offset = moved.next_offset
from unnest(?::text[], ?::bigint[], ?::bigint[]) as moved (topic, source_partition, next_offset)
where sink_offset.generation = ?
  and sink_offset.topic = moved.topic
  and sink_offset.source_partition = moved.source_partition
