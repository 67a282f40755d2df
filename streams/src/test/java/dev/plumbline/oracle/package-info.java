/**
 * The families once more, in plain Java over the set of events, written from the definitions in
 * docs/metrics.md. Slow, obvious, and without a line of the code that it checks.
 */
package dev.plumbline.oracle;
