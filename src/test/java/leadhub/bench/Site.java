package leadhub.bench;

import leadhub.base.Caller;

/**
 * A workspace that is measured, and how to get at it.
 *
 * @param session the cookie of somebody who is signed in to the panel
 */
record Site(String slug, int leads, Caller caller, String leadHubKey, String lymbeKey, String session) {
    long workspaceId() {
        return caller.workspaceId();
    }

    /** A request in LeadHub's dialect, to be sent as it is. */
    byte[] leadHub(String method, String path, String body) {
        return bytes(method, path, "Authorization: Bearer " + leadHubKey, body);
    }

    byte[] lymbe(String method, String path, String body) {
        return bytes(method, path, "X-API-Key: " + lymbeKey, body);
    }

    /** A page of the panel. */
    byte[] page(String path) {
        return bytes("GET", path, "Cookie: leadhub-session=" + session, "");
    }

    private static byte[] bytes(String method, String path, String key, String body) {
        var content = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        var head = method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n" + key + "\r\n"
                + (content.length == 0
                        ? ""
                        : "Content-Type: application/json\r\nContent-Length: " + content.length + "\r\n")
                + "\r\n";
        var start = head.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        var request = java.util.Arrays.copyOf(start, start.length + content.length);
        System.arraycopy(content, 0, request, start.length, content.length);
        return request;
    }
}
