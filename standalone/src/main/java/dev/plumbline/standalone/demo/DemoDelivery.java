package dev.plumbline.standalone.demo;

import java.util.Map;

/**
 * A webhook as its host sends it, without the signature.
 *
 * @param source source instance, github, jira or pagerduty
 * @param headers beside the content type and the signature
 */
record DemoDelivery(String source, Map<String, String> headers, byte[] body) {}
