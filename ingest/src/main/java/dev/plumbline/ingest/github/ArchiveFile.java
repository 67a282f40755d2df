package dev.plumbline.ingest.github;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The lines of a file, compressed with gzip or not, whatever its name says. */
final class ArchiveFile implements Closeable {

  private static final int LONGEST_LINE = 32 * 1024 * 1024;
  private static final int BUFFER = 64 * 1024;
  private static final int FIRST_OF_GZIP = 0x1f;
  private static final int SECOND_OF_GZIP = 0x8b;

  /**
   * One line.
   *
   * @param number from 1
   * @param bytes without the line's end; null if it is too long to be an event
   */
  record Line(long number, byte @Nullable [] bytes) {}

  private final Counting counting;
  private final InputStream content;
  private final long size;
  private long lines;

  private ArchiveFile(Counting counting, InputStream content, long size) {
    this.counting = counting;
    this.content = content;
    this.size = size;
  }

  static ArchiveFile open(Path file) throws IOException {
    Counting counting = new Counting(Files.newInputStream(file));
    try {
      BufferedInputStream raw = new BufferedInputStream(counting, BUFFER);
      InputStream content =
          isGzip(raw) ? new BufferedInputStream(new GZIPInputStream(raw, BUFFER), BUFFER) : raw;
      return new ArchiveFile(counting, content, Files.size(file));
    } catch (IOException e) {
      counting.close();
      throw e;
    }
  }

  private static boolean isGzip(BufferedInputStream raw) throws IOException {
    raw.mark(2);
    boolean isGzip = raw.read() == FIRST_OF_GZIP && raw.read() == SECOND_OF_GZIP;
    raw.reset();
    return isGzip;
  }

  /** The next line, null at the end. */
  @Nullable Line next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int read = content.read();
    if (read < 0) {
      return null;
    }
    boolean isTooLong = false;
    for (; read >= 0 && read != '\n'; read = content.read()) {
      isTooLong |= line.size() >= LONGEST_LINE;
      if (!isTooLong) {
        line.write(read);
      }
    }
    lines++;
    return new Line(lines, isTooLong ? null : line.toByteArray());
  }

  /** Bytes of the file that were read. */
  long position() {
    return counting.count;
  }

  /** Bytes of the file. */
  long size() {
    return size;
  }

  @Override
  public void close() throws IOException {
    content.close();
  }

  private static final class Counting extends FilterInputStream {

    private long count;

    Counting(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      count += Math.max(0, read);
      return read;
    }
  }
}
