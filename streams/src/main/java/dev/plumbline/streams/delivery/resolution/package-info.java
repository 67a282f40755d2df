/**
 * Stage 0: from what sources say to entities with canonical names. Everything observed of a commit,
 * a deployment or a pull request is merged per origin (source and its name of the repository),
 * field by field and free of order; then it is addressed to the canonical repository, service and
 * environment. What cannot be resolved goes on under its own name, so that it stays visible.
 */
@NullMarked
package dev.plumbline.streams.delivery.resolution;

import org.jspecify.annotations.NullMarked;
