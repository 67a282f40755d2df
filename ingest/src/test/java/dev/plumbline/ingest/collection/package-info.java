/** Fakes of what a collection meets. */
package dev.plumbline.ingest.collection;
