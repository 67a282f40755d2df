/** The front door on a real broker, with parts of it killed. */
package dev.plumbline.standalone.door;
