package dev.plumbline.streams.opsdemand.tickets;

import dev.plumbline.event.TicketObserved;
import dev.plumbline.fact.Ticket;
import dev.plumbline.streams.state.ValueReader;
import dev.plumbline.streams.state.ValueWriter;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A ticket, merged from everything observed of it.
 *
 * @param fields the newest word on each field of which anything was said
 * @param createdAt the earliest creation that was told, in milliseconds: a ticket that was moved or
 *     imported was received when it was first created
 * @param reopenings times it went from done to something else
 */
record MergedTicket(Map<Field, Said> fields, @Nullable Long createdAt, long reopenings) {

  static final MergedTicket NOTHING = new MergedTicket(Map.of(), null, 0);

  private static final String DUPLICATE = "duplicate";
  private static final String BOT = "BOT";

  /** With an observation that brings reopenings nobody told before. */
  MergedTicket with(TicketObserved observed, long newReopenings) {
    Map<Field, Said> merged = new EnumMap<>(Field.class);
    merged.putAll(fields);
    for (Field field : Field.values()) {
      Said said = field.in(observed);
      Said known = merged.get(field);
      if (said != null && (known == null || Said.BY_AGE.compare(said, known) > 0)) {
        merged.put(field, said);
      }
    }
    return new MergedTicket(
        merged, earliest(createdAt, observed.getCreatedAt()), reopenings + newReopenings);
  }

  /** Where to ask whose it is, null when that cannot be told. */
  @Nullable Place place() {
    String queue = text(Field.QUEUE);
    return isWithdrawn() || queue == null || createdAt == null ? null : Place.of(queue, createdAt);
  }

  /**
   * Its row, null when the source has deleted it.
   *
   * @param source where it comes from
   * @param team whose it is, null for nobody's
   */
  @Nullable Ticket fact(String source, @Nullable String team) {
    if (isWithdrawn()) {
      return null;
    }
    String queue = text(Field.QUEUE);
    return new Ticket(
        text(Field.NAME),
        queue == null ? "" : source + ":" + queue,
        team,
        text(Field.KIND),
        orUnknown(text(Field.STATE)),
        createdAt == null ? null : Instant.ofEpochMilli(createdAt),
        instant(text(Field.RESOLVED_AT)),
        reopenings,
        orUnknown(text(Field.REPORTER_KIND)),
        excludedReason(queue));
  }

  /** Several reasons can hold at once: the first of this order is told. */
  private @Nullable String excludedReason(@Nullable String queue) {
    if (createdAt == null) {
      return "created-unknown";
    }
    if (queue == null) {
      return "unknown-queue";
    }
    if (isTrue(Field.SUB_TASK)) {
      return "sub-task";
    }
    if (DUPLICATE.equals(text(Field.RESOLUTION))) {
      return "duplicate";
    }
    return BOT.equals(text(Field.REPORTER_KIND)) ? "automated" : null;
  }

  private boolean isWithdrawn() {
    return isTrue(Field.WITHDRAWN);
  }

  private boolean isTrue(Field field) {
    return "true".equals(text(field));
  }

  private @Nullable String text(Field field) {
    Said said = fields.get(field);
    return said == null || said.value().isEmpty() ? null : said.value();
  }

  private static String orUnknown(@Nullable String text) {
    return text == null ? "UNKNOWN" : text;
  }

  private static @Nullable Instant instant(@Nullable String text) {
    return text == null ? null : Instant.parse(text);
  }

  private static @Nullable Long earliest(@Nullable Long known, @Nullable Instant observed) {
    if (observed == null) {
      return known;
    }
    return known == null
        ? Long.valueOf(observed.toEpochMilli())
        : Long.valueOf(Math.min(known, observed.toEpochMilli()));
  }

  byte[] toBytes() {
    ValueWriter writer = new ValueWriter();
    writer.number(reopenings).number(createdAt == null ? 0 : 1);
    if (createdAt != null) {
      writer.number(createdAt);
    }
    fields.forEach(
        (field, said) ->
            writer
                .number(field.ordinal())
                .number(said.version())
                .number(said.rank())
                .text(said.value()));
    return writer.toBytes();
  }

  static MergedTicket fromBytes(byte[] bytes) {
    ValueReader reader = new ValueReader(bytes);
    long reopenings = reader.number();
    Long createdAt = reader.count() == 0 ? null : Long.valueOf(reader.number());
    Map<Field, Said> fields = new EnumMap<>(Field.class);
    while (reader.hasMore()) {
      Field field = Field.values()[reader.count()];
      fields.put(field, new Said(reader.number(), reader.count(), reader.text()));
    }
    return new MergedTicket(fields, createdAt, reopenings);
  }
}
