package leadhub.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import leadhub.base.Json;

/** Two servers on one database: at one are the visitors of a workspace, at the other its team. */
record ChatServers(ServerChild visitors, ServerChild team, Site site) {
    /** A conversation, and by what its visitor is known. */
    record Talk(String id, String token) {
        byte[] post(String path, String body) {
            return request("POST", "/c/conversations/" + id + path, token, body);
        }

        byte[] get(String path) {
            return request("GET", "/c/conversations/" + id + path, token, "");
        }
    }

    /** Conversations that wait for the team, in which no bot answers. */
    List<Talk> begin(int count) throws IOException {
        var bot = text(bot(), "/data/id");
        var talks = new ArrayList<Talk>();
        try (var connection = visitors.connect()) {
            for (var i = 0; i < count; i++) {
                var begun = send(connection, request("POST", "/c/" + bot + "/conversations", "", "{}"));
                var talk = new Talk(text(begun, "/conversation/id"), text(begun, "/token"));
                send(connection, talk.post("/handover", "{}"));
                talks.add(talk);
            }
        }
        return talks;
    }

    private String bot() throws IOException {
        try (var connection = team.connect()) {
            return send(connection, site.leadHub("POST", "/api/v1/bots", "{\"name\": \"Bench\"}"));
        }
    }

    private static String send(HttpConnection connection, byte[] request) throws IOException {
        var status = connection.send(request);
        if (status != 201 && status != 200) {
            throw new IOException(status + " " + connection.body());
        }
        return connection.body();
    }

    private static String text(String json, String path) {
        return Json.MAPPER.readTree(json).at(path).asString();
    }

    private static byte[] request(String method, String path, String token, String body) {
        return (method + " " + path + " HTTP/1.1\r\nHost: x\r\n"
                        + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n")
                        + (body.isEmpty()
                                ? ""
                                : "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n")
                        + "\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
