/**
 * How streams and dashboards agree on a replay: streams says what it computes, dashboards what
 * readers see, each in its own record of one compacted topic. There is no conversation: each looks
 * at both records and does what is left to do, so that it may stop and start again at any point.
 *
 * <pre>
 *   streams     computes g  --replay-->  g and g+1  --caught up-->  g and g+1, with ends
 *                                                                        |
 *   dashboards  shows g  . . . . . . . stores g+1 too . . . . . . . past the ends: shows g+1
 *                                                                        |
 *   streams     computes g+1, nothing is left of g  &lt;--------------------+
 * </pre>
 */
@NullMarked
package dev.plumbline.replay;

import org.jspecify.annotations.NullMarked;
