package dev.plumbline.ingest.github;

import dev.plumbline.ingest.payload.Field;
import dev.plumbline.ingest.payload.UnusablePayloadException;
import java.util.List;

/**
 * What tells the body of one kind of event from those of others. The name of the event comes in a
 * header that no signature covers, so the body has to agree with it.
 *
 * @param has fields that such a body has
 * @param hasNot fields that make it another kind of event
 */
record Shape(List<String> has, List<String> hasNot) {

  static Shape of(String... has) {
    return new Shape(List.of(has), List.of());
  }

  Shape without(String... hasNot) {
    return new Shape(has, List.of(hasNot));
  }

  void check(String kind, Field body) {
    has.stream()
        .filter(name -> !body.mentions(name))
        .findFirst()
        .ifPresent(name -> refuse(kind, "without", name));
    hasNot.stream()
        .filter(body::mentions)
        .findFirst()
        .ifPresent(name -> refuse(kind, "with", name));
  }

  private static void refuse(String kind, String how, String name) {
    throw new UnusablePayloadException(
        "Expected the body of a %s event, as X-GitHub-Event says, got one %s the field %s"
            .formatted(kind, how, name));
  }
}
