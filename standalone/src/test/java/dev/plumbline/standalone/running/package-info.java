/** Instances that tests run on, and what tests do with them. */
package dev.plumbline.standalone.running;
