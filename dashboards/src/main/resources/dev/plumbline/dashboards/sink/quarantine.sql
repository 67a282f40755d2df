insert into sink_quarantine (topic, source_partition, source_offset, key, value, reason)
values (?, ?, ?, ?, ?, ?)
on conflict (topic, source_partition, source_offset) do update set
  key = excluded.key,
  value = excluded.value,
  reason = excluded.reason
