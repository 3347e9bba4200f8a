package leadhub.bots.models;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leadhub.base.Json;
import leadhub.outside.OutsideOutcome.Answered;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads what an API answered: whole, or as server-sent events. What isn't complete and in its shape is no answer. */
final class ModelAnswer {
    /** Behind which a stream says nothing more. */
    static final String LAST_EVENT = "[DONE]";

    private static final int MOST_CHARACTERS = 2_000;
    private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,59}");
    /** With a scheme or as people write it: {@code example.com/prices}. */
    private static final Pattern LINK = Pattern.compile(
            "(?i)(?:https?://|www\\.)[^\\s)>\\]\"']+|(?<![a-z0-9])(?:[a-z0-9-]{1,63}\\.){1,8}[a-z]{2,63}(?![a-z0-9])(?:/[!-~&&[^)>\\]\"']]*)?");

    private final StringBuilder content = new StringBuilder();
    private boolean isRefused;
    private boolean isWrong;
    private String ended = "";

    private ModelAnswer() {}

    static ModelReply read(Answered answered, List<String> passages) {
        if (!answered.isSuccess()) {
            return new ModelReply.Failed(("http " + answered.status() + " " + code(answered.body())).strip());
        }
        var answer = new ModelAnswer();
        try {
            var text = new String(answered.body(), StandardCharsets.UTF_8);
            if (answered.header("Content-Type").orElse("").startsWith("text/event-stream")) {
                answer.takeEvents(text);
            } else {
                answer.take(Json.MAPPER.readTree(text), "message");
            }
            return answer.reply(passages);
        } catch (JacksonException e) {
            return new ModelReply.Failed("invalid");
        }
    }

    /** By what an API names its refusal, such as {@code unsupported_parameter}; "" for nothing that is such a word. */
    private static String code(byte[] body) {
        try {
            var error = Json.MAPPER
                    .readTree(new String(body, StandardCharsets.UTF_8))
                    .path("error");
            var code = error.path("code").asString("");
            var word = code.isEmpty() ? error.path("type").asString("") : code;
            return CODE.matcher(word).matches() ? word : "";
        } catch (JacksonException e) {
            return "";
        }
    }

    /** An event is a line here: such APIs write JSON without line breaks. */
    private void takeEvents(String text) {
        text.lines()
                .filter(line -> line.startsWith("data:"))
                .map(line -> line.substring("data:".length()).strip())
                .takeWhile(data -> !data.equals(LAST_EVENT))
                .forEach(data -> take(Json.MAPPER.readTree(data), "delta"));
    }

    private void take(JsonNode json, String part) {
        isWrong |= json.has("error");
        var choice = json.path("choices").path(0);
        var said = choice.path(part);
        content.append(said.path("content").asString(""));
        isRefused |= !said.path("refusal").asString("").isEmpty();
        var reason = choice.path("finish_reason").asString("");
        ended = reason.isEmpty() ? ended : reason;
    }

    private ModelReply reply(List<String> passages) {
        if (isWrong) {
            return new ModelReply.Failed("error");
        }
        if (isRefused || ended.equals("content_filter")) {
            return new ModelReply.Failed("refused");
        }
        if (!ended.equals("stop")) {
            return new ModelReply.Failed("cut");
        }
        var json = Json.MAPPER.readTree(content.toString());
        return ModelReply.Action.ofWord(json.path("action").asString(""))
                .map(action -> switch (action) {
                    case ANSWER -> answer(json, passages);
                    case HAND_OVER -> new ModelReply.HandOver();
                    case ASK_CONTACT -> new ModelReply.AskContact();
                })
                .orElseGet(() -> new ModelReply.Failed("invalid"));
    }

    /** What it says has to stand somewhere: an answer without a passage, or with one that it wasn't given, is none. */
    private static ModelReply answer(JsonNode json, List<String> passages) {
        var text = json.path("text").asString("").strip();
        var used = new ArrayList<Integer>();
        for (var id : json.path("passages")) {
            var place = id.asInt(0) - 1;
            if (place < 0 || place >= passages.size()) {
                return new ModelReply.Failed("no_source");
            }
            used.add(place);
        }
        if (used.isEmpty()) {
            return new ModelReply.Failed("no_source");
        }
        if (!areKnown(text, used.stream().map(passages::get).toList())) {
            return new ModelReply.Failed("foreign_link");
        }
        return text.isEmpty() || text.length() > MOST_CHARACTERS
                ? new ModelReply.Failed("invalid")
                : new ModelReply.Answer(text, used);
    }

    /** Nobody is sent where the documents don't lead: a link is one of theirs as a whole, or the host of one. */
    private static boolean areKnown(String text, List<String> passages) {
        var known = passages.stream()
                .flatMap(ModelAnswer::links)
                .flatMap(link -> Stream.of(link, link.replaceFirst("[/?#].*$", "")))
                .collect(Collectors.toSet());
        return links(text).allMatch(known::contains);
    }

    /** Each without its scheme, which people leave out. */
    private static Stream<String> links(String text) {
        return LINK.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(link -> link.replaceFirst("(?i)^https?://", "").replaceFirst("[.,;:!?/。、，；：！？…]+$", ""));
    }
}
