package dev.plumbline.oracle.delivery;

/** Where something is deployed to; a name that is not known is empty. */
record Target(String service, String environment) {

  boolean isKnown() {
    return !service.isEmpty();
  }
}
