/**
 * The commit graph: which deployment carries a commit.
 *
 * <p>A deployment contains every ancestor of its commit. A commit's label, per service and
 * environment, is the earliest successful deployment (finish, then id) that contains it, which is
 * the least of the deployments of the commit itself and the labels of its children. That equation
 * holds for every commit when nothing is left to settle, whatever the order in which commits and
 * deployments came; {@link dev.plumbline.streams.delivery.graph.CommitGraph} keeps it.
 */
@NullMarked
package dev.plumbline.streams.delivery.graph;

import org.jspecify.annotations.NullMarked;
