/**
 * Git history as events. A collection opens a repository ({@code Repositories}), sends the commits
 * that are new since its cursor ({@code CommitCollection}) and then what became of the tags that
 * count as deployments ({@code DeploymentCollection}).
 */
@NullMarked
package dev.plumbline.ingest.git;

import org.jspecify.annotations.NullMarked;
