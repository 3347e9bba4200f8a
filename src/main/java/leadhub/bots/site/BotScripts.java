package leadhub.bots.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import leadhub.base.Json;
import leadhub.web.Words;
import org.springframework.stereotype.Component;

/**
 * What other pages run: a small script that shows the bubble, and the rest, which it asks for when somebody opens it. The same for all
 * bots; each comes with the words that it shows.
 */
@Component
class BotScripts {
    private static final List<String> PARTS =
            List.of("/site/work.js", "/bots/kept.js", "/bots/line.js", "/bots/view.js", "/bots/app.js");
    private static final List<String> OF_LOADER = List.of("open", "unread");
    private static final List<String> OF_APP = List.of(
            "close",
            "menu",
            "messages",
            "write",
            "send",
            "sending",
            "sent",
            "failed",
            "retry",
            "fast",
            "offline",
            "typing",
            "person",
            "waiting",
            "team",
            "finish",
            "back",
            "restart",
            "answers",
            "day",
            "over",
            "again",
            "refused",
            "resume",
            "earlier",
            "address",
            "code",
            "mailed",
            "wrong",
            "cancel");

    private final Map<String, byte[]> apps;
    private final String version;
    private final byte[] loader;

    BotScripts() {
        apps = Words.LANGUAGES.stream().collect(Collectors.toMap(BotScripts::spoken, BotScripts::made));
        version = version(apps);
        loader = bytes("""
                {
                const given = %s;
                %s}
                """.formatted(json(Map.of("version", version, "words", words())), file("/bots/loader.js")));
    }

    byte[] loader() {
        return loader;
    }

    /** By which browsers know one that they have; changes with anything in it. */
    String version() {
        return version;
    }

    /** @param language by its first two letters; English for one that isn't spoken here */
    byte[] app(String language) {
        return Objects.requireNonNull(apps.getOrDefault(language, apps.get("en")));
    }

    private static String version(Map<String, byte[]> apps) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            new TreeMap<>(apps).values().forEach(digest::update);
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] made(String language) {
        var parts = PARTS.stream().map(BotScripts::file).collect(Collectors.joining());
        return bytes("const words = %s, css = %s;\n%s"
                .formatted(json(words(language, OF_APP)), json(file("/bots/app.css")), parts));
    }

    private static Map<String, Map<String, String>> words() {
        var all = new LinkedHashMap<String, Map<String, String>>();
        Words.LANGUAGES.forEach(language -> all.put(spoken(language), words(language, OF_LOADER)));
        return all;
    }

    private static Map<String, String> words(String language, List<String> names) {
        var words = new LinkedHashMap<String, String>();
        names.forEach(name -> words.put(name, Words.in(language).say("bots.words." + name)));
        return words;
    }

    /** Pages name a language in many ways; its first two letters tell those that we speak apart. */
    private static String spoken(String language) {
        return language.substring(0, 2);
    }

    private static String json(Object value) {
        return Json.MAPPER.writeValueAsString(value);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String file(String name) {
        try (var in = Objects.requireNonNull(BotScripts.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
