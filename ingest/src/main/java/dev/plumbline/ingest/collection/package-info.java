/**
 * What a collection is, whoever runs it: a request, events that go to a sink, progress to a
 * listener, a result. Collectors, HTTP and Kafka meet at these types.
 */
@NullMarked
package dev.plumbline.ingest.collection;

import org.jspecify.annotations.NullMarked;
