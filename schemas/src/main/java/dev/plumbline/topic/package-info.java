/**
 * The contract between the services: every topic with its name, key, values, partitions and policy.
 * {@link dev.plumbline.topic.Topics} is the only list; nobody else writes a topic name as a string.
 */
@NullMarked
package dev.plumbline.topic;

import org.jspecify.annotations.NullMarked;
