package leadhub.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Both OpenAPI files, as a judge of answers. Every answer that a test receives goes through {@link #check}. One instance
 * serves all threads.
 */
public final class Contract {
    private static final int SHOWN = 2_000;
    private static final String EVENT = "/components/schemas/EventBody";

    private final DocumentedRoutes leadhub;
    private final DocumentedRoutes lymbe;

    private Contract() {
        leadhub = new DocumentedRoutes(OpenApiFile.read("leadhub"));
        lymbe = new DocumentedRoutes(OpenApiFile.read("lymbe"));
    }

    /** The contract of the files on the classpath, compiled once. */
    public static Contract load() {
        return Holder.CONTRACT;
    }

    /**
     * Holds one answer to its documentation: the status, the headers and the body.
     *
     * <p>An address or method that the file doesn't list may answer what the file's {@code x-any-route} says, and
     * outside of {@code /api/} also any page. {@code HEAD} is held to what {@code GET} documents, without its body.
     *
     * @param lymbe whether the request bore {@code X-API-Key}
     * @param path as it was sent, still percent-encoded; a query is cut off
     * @param body the empty string where there is none
     * @throws AssertionError saying everything that breaks the contract
     */
    public void check(
            boolean lymbe, String method, String path, int status, Map<String, List<String>> headers, String body) {
        String route = withoutTail(path);
        String verb = method.toUpperCase(Locale.ROOT);
        String looked = verb.equals("HEAD") ? "GET" : verb;
        DocumentedRoutes routes = routes(lymbe, looked, route, status);
        Optional<DocumentedRoutes.Operation> operation = routes.find(looked, route);
        var faults = new ArrayList<String>();
        if (verb.equals("OPTIONS") && status == 204) {
            // The same headers as 405, whose point is Allow too.
            faults.addAll(required(routes.anyRoute(), 405).faultsOfHeaders(headers));
        } else if (operation.isEmpty() && status < 400) {
            if (route.startsWith("/api/") && !route.startsWith("/api/v1/openapi/")) {
                faults.add("it is not in the file");
            }
        } else {
            var answers = operation.map(DocumentedRoutes.Operation::answers).orElse(routes.anyRoute());
            var answer = answers.get(status);
            if (answer == null) {
                faults.add("the file knows only " + answers.keySet());
            } else {
                faults.addAll(answer.faultsOfHeaders(headers));
                if (!verb.equals("HEAD") && !verb.equals("OPTIONS")) {
                    faults.addAll(answer.faultsOfBody(headers, body));
                }
                if (path.matches(".*[?&]fields=[^&].*")) {
                    // Who names the members wants no others.
                    faults.removeIf(fault -> fault.contains("required property"));
                }
            }
        }
        if (!faults.isEmpty()) {
            throw new AssertionError(message(routes, method + " " + path, status, faults, headers, body));
        }
    }

    /**
     * Holds what a webhook is told to the schema of events; of kinds that aren't sent yet there is none.
     *
     * @param id of the header {@code webhook-id}
     * @param event of the header {@code X-LeadHub-Event}
     * @throws AssertionError saying everything that breaks the contract
     */
    public void checkDelivery(String id, String event, String body) {
        if (!leadhub.lists(EVENT + "/properties/event/enum", event)) {
            return;
        }
        var faults = new ArrayList<>(leadhub.faultsOf(EVENT, body));
        if (!body.startsWith("{\"id\":\"%s\",\"event\":\"%s\"".formatted(id, event))) {
            faults.add("the headers name %s, %s".formatted(id, event));
        }
        if (!faults.isEmpty()) {
            throw new AssertionError("A webhook was told what breaks %s of %s:%n- %s%nbody: %s"
                    .formatted(EVENT, leadhub.name(), String.join(System.lineSeparator() + "- ", faults), body));
        }
    }

    // What needs no key, like health, answers alike whatever header there is; a refusal is still worded for the caller.
    private DocumentedRoutes routes(boolean lymbe, String method, String route, int status) {
        boolean open = status < 400
                && leadhub.find(method, route)
                        .map(DocumentedRoutes.Operation::open)
                        .orElse(false);
        return lymbe && !open ? this.lymbe : leadhub;
    }

    private static String withoutTail(String path) {
        return path.replaceFirst("[?#].*", "").replaceFirst("(?<=.)/$", "");
    }

    private static DocumentedAnswer required(Map<Integer, DocumentedAnswer> answers, int status) {
        DocumentedAnswer answer = answers.get(status);
        if (answer == null) {
            throw new IllegalStateException("x-any-route lacks " + status);
        }
        return answer;
    }

    private static String message(
            DocumentedRoutes routes,
            String request,
            int status,
            List<String> faults,
            Map<String, List<String>> headers,
            String body) {
        return "%s answered %d, which breaks %s:%n- %s%nheaders: %s%nbody: %s"
                .formatted(
                        request,
                        status,
                        routes.name(),
                        String.join(System.lineSeparator() + "- ", faults),
                        headers,
                        body.length() > SHOWN ? body.substring(0, SHOWN) + "…" : body);
    }

    private static final class Holder {
        static final Contract CONTRACT = new Contract();
    }
}
