package dev.plumbline.history;

/**
 * What sources call a repository.
 *
 * @param plain its name in Git, which is the canonical one when the organisation knows it
 */
record Names(String plain) {

  /** Its name at the host now. */
  String now() {
    return "id-" + plain;
  }

  /** A name that it had at the host. */
  String before() {
    return "old-" + plain;
  }

  /** An even older one. */
  String longBefore() {
    return "older-" + plain;
  }

  /** One of its names at the host, mostly the present one. */
  String atHost(Dice dice) {
    return dice.any(now(), now(), now(), before(), longBefore());
  }

  /** Object id of a commit. */
  String sha(int index) {
    return String.format("%08x%032x", plain.hashCode(), index * 7_919L);
  }
}
