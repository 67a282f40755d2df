/**
 * Who may deliver: source instances, each of one kind, with secrets of its own. The path of a
 * request names the source, the source's kind names the one way to sign; nothing in a request
 * chooses.
 */
@NullMarked
package dev.plumbline.ingest.source;

import org.jspecify.annotations.NullMarked;
