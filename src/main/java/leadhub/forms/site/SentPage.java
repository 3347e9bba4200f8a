package leadhub.forms.site;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import leadhub.base.Times;
import leadhub.forms.Form;
import leadhub.forms.blocks.Blocks;
import leadhub.forms.challenges.Challenges;
import leadhub.forms.challenges.Challenges.Looked;
import leadhub.forms.fields.FieldType;
import leadhub.forms.fields.FormField;
import leadhub.forms.mails.ResumeLinks;
import leadhub.forms.site.FormTokens.Token;
import leadhub.forms.submissions.SentForm;
import leadhub.forms.submissions.Submission.Suspicion;
import leadhub.intake.IntakeSource;
import leadhub.intake.NewIntake;
import leadhub.site.SiteCall;
import leadhub.web.input.Input;
import leadhub.web.intake.ClientAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what a stranger sent by a form, and says what is suspicious about it. */
@Component
class SentPage {
    static final String TOKEN = "_token";
    /** Nobody sees it, and nobody fills it in. */
    static final String TRAP = "_subject";
    /** The solution of the challenge, as ALTCHA's own scripts call it. */
    static final String WORK = "altcha";
    /** Where the form was embedded. */
    private static final String PAGE = "_page";

    private static final int MOST_PAGE = 2_000;
    private static final int MOST_HEADER = 500;

    private final FormTokens tokens;
    private final Challenges challenges;
    private final Blocks blocks;
    private final ResumeLinks links;
    private final Clock clock;

    SentPage(FormTokens tokens, Challenges challenges, Blocks blocks, ResumeLinks links, Clock clock) {
        this.tokens = tokens;
        this.challenges = challenges;
        this.blocks = blocks;
        this.links = links;
        this.clock = clock;
    }

    /** A challenge for whoever begins to fill it in. */
    ObjectNode challenge(Form form) {
        return challenges.issue(Challenges.Place.ofForm(form.id()));
    }

    /** Whether its browser has done what was asked for, and too long ago. */
    boolean isWorkExpired(Form form, ObjectNode body) {
        return form.settings().asksForWork() && work(form, body).result() == Challenges.Result.EXPIRED;
    }

    private Looked work(Form form, ObjectNode body) {
        return challenges.look(
                Challenges.Place.ofForm(form.id()), body.path(WORK).asString(""));
    }

    /** A token for a page that is made now. */
    String issue(Form form) {
        return tokens.issue(form);
    }

    /** One for a page that somebody goes on with. */
    String issueAgain(Form form, String id) {
        return tokens.issueAgain(form, id);
    }

    /** One for a page that was filled in before. */
    String issueAgain(Form form) {
        return tokens.issueAgain(form);
    }

    /** What time it is where the form's workspace is, by which its conditions are judged too. */
    LocalDateTime now(FormHosts.Found found) {
        return LocalDateTime.ofInstant(Times.now(clock), found.sender().region().zone())
                .truncatedTo(ChronoUnit.MINUTES);
    }

    /** Whether its visitors may have a link mailed, by which they go on later. */
    boolean mailsLinks(FormHosts.Found found) {
        return links.areOffered(found.sender().workspaceId(), found.form());
    }

    /** The body as an object; {@link Input} refuses what isn't one. */
    static ObjectNode body(SiteCall call) {
        return new Input(call.fields()).node();
    }

    /** The token of the page that was sent; empty where there is none, and for one that is too old. */
    Optional<Token> token(Form form, ObjectNode body) {
        return opened(form, body).filter(token -> !token.isExpired(Times.now(clock)));
    }

    /** Whether its page was this form's, and lay open for too long. */
    boolean isExpired(Form form, ObjectNode body) {
        return opened(form, body)
                .filter(token -> token.isExpired(Times.now(clock)))
                .isPresent();
    }

    /** Whether it fills in what nobody sees. */
    boolean isTrapped(ObjectNode body) {
        return !body.path(TRAP).asString("").isBlank();
    }

    private Optional<Token> opened(Form form, ObjectNode body) {
        return tokens.open(form, body.path(TOKEN).asString(""));
    }

    /** @param fields of the page that it was sent from */
    SentForm read(FormHosts.Found found, List<FormField> fields, SiteCall call, ObjectNode body, String language) {
        var form = found.form();
        var token = token(form, body);
        var work = form.settings().asksForWork() ? work(form, body) : null;
        var isSolved = work != null && work.result() == Challenges.Result.SOLVED;
        var suspicion = suspicion(form, body, token.orElse(null));
        if (suspicion == null) {
            suspicion = blocked(found, fields, call, body);
        }
        return new SentForm(
                body,
                call.files(),
                token.map(Token::version).orElse(null),
                token.map(Token::id).orElse(null),
                suspicion == null && work != null && !isSolved ? Suspicion.UNSOLVED : suspicion,
                isSolved ? work : null,
                null,
                evidence(call, body, language, token.map(Token::id).orElse(null)));
    }

    /** What is written down: the body byte for byte, and the headers that say how it came. */
    static NewIntake received(FormHosts.Found found, SiteCall call) {
        var headers = new LinkedHashMap<String, String>();
        for (var name : List.of("content-type", "user-agent", "accept-language", "origin", "referer")) {
            call.header(name).ifPresent(value -> headers.put(name, cut(value)));
        }
        return new NewIntake(
                IntakeSource.FORM,
                found.form().id(),
                null,
                found.sender().actor(),
                call.header("Content-Type").orElse(null),
                headers,
                call.bytes(),
                false);
    }

    private static String cut(String value) {
        var clean = value.replace('\0', ' ');
        return clean.length() <= MOST_HEADER ? clean : clean.substring(0, MOST_HEADER);
    }

    private @Nullable Suspicion suspicion(Form form, ObjectNode body, @Nullable Token token) {
        if (isTrapped(body)) {
            return Suspicion.HONEYPOT;
        }
        var least = Duration.ofSeconds(form.settings().minSeconds());
        if (least.isZero()) {
            return null;
        }
        if (token == null) {
            return Suspicion.NO_TOKEN;
        }
        return token.isYounger(least, Times.now(clock)) ? Suspicion.TOO_FAST : null;
    }

    /** Whether anything of it is on the workspace's block lists. */
    boolean isBlocked(FormHosts.Found found, List<FormField> fields, SiteCall call, ObjectNode body) {
        return blocked(found, fields, call, body) != null;
    }

    /** Only what the form's fields take is looked at: a stranger can send a hundred thousand other members. */
    private @Nullable Suspicion blocked(FormHosts.Found found, List<FormField> fields, SiteCall call, ObjectNode body) {
        var emails = new ArrayList<String>();
        var texts = new ArrayList<String>();
        for (var field : fields) {
            var text = text(field, body);
            texts.add(text);
            if (field.type() == FieldType.EMAIL) {
                emails.add(text);
            }
        }
        return blocks.filter(found.sender().workspaceId())
                .find(call.call().address(), emails, texts)
                .map(kind -> switch (kind) {
                    case DOMAIN -> Suspicion.BLOCKED_DOMAIN;
                    case WORD -> Suspicion.BLOCKED_WORD;
                    case ADDRESS -> Suspicion.BLOCKED_ADDRESS;
                })
                .orElse(null);
    }

    /** As much of it as the field takes; of a character outside the first plane that is two. What one chooses from isn't theirs. */
    private static String text(FormField field, ObjectNode body) {
        var text = body.path(field.key()).asString("").strip();
        return text.substring(0, Math.min(text.length(), 2 * field.mostCharacters()));
    }

    /**
     * What is needed to show that somebody agreed, and no more: the address without its last part.
     *
     * @param id of the page, which whoever embeds the form is told too; null for none
     */
    static ObjectNode evidence(SiteCall call, ObjectNode body, String language, @Nullable String id) {
        var evidence = body.objectNode()
                .put("language", language)
                .put("address", shortened(call.call().address()));
        if (id != null) {
            evidence.put("evidence_id", id);
        }
        var page = body.path(PAGE).asString("");
        if (page.matches("https?://.*") && page.length() <= MOST_PAGE) {
            evidence.put("page", page.replaceFirst("[?#].*", ""));
        }
        return evidence;
    }

    /** Of an IPv4 address its first three numbers, of another its network. */
    static String shortened(String address) {
        return address.indexOf(':') < 0 ? address.replaceFirst("\\.[0-9]+$", ".0") : ClientAddress.group(address);
    }

    /** What was typed, to be shown again. */
    static Map<String, JsonNode> typed(ObjectNode body) {
        var typed = new HashMap<String, JsonNode>();
        body.properties().forEach(member -> typed.put(member.getKey(), member.getValue()));
        return typed;
    }
}
