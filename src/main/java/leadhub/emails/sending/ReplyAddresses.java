package leadhub.emails.sending;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import leadhub.base.Caller;
import leadhub.base.Times;
import leadhub.emails.suppression.UnsubscribeLinks;
import leadhub.leads.Leads;
import leadhub.leads.record.Lead;
import org.springframework.stereotype.Service;

/**
 * Addresses of a workspace's mailbox that name a lead, such as {@code team+lh-12-9a…@example.com}, or a conversation, as {@code team+lh-c12-9a…@example.com}:
 * who answers there from whatever address is that lead, or the visitor of that conversation. One that names somebody of the team, too, as
 * {@code team+lh-c12u3d20786-9a…@example.com}, is for their answers alone, and for 14 days from the one that it names. They are signed, for only whoever got an email of ours may say so.
 */
@Service
public class ReplyAddresses {
    private static final String MARK = "+lh-";
    private static final Pattern NAMED = Pattern.compile(".*\\+lh-([1-9][0-9]{0,17})-([0-9a-f]{20})@.*");
    private static final Pattern CONVERSATION = Pattern.compile(".*\\+lh-c([1-9][0-9]{0,17})-([0-9a-f]{20})@.*");
    private static final Pattern COLLEAGUE =
            Pattern.compile(".*\\+lh-c([1-9][0-9]{0,17})u([1-9][0-9]{0,17})d([1-9][0-9]{0,8})-([0-9a-f]{20})@.*");
    /** Of the signature: 80 bits, which nobody tries out by mail. */
    private static final int DIGITS = 20;

    /** Of what stands before the @ (RFC 5321). */
    private static final int MOST_LOCAL = 64;

    /** For so many days somebody of the team can answer. */
    private static final int DAYS = 14;

    private final UnsubscribeLinks links;
    private final ReplyMailbox mailbox;
    private final Leads leads;
    private final Clock clock;

    ReplyAddresses(UnsubscribeLinks links, ReplyMailbox mailbox, Leads leads, Clock clock) {
        this.links = links;
        this.mailbox = mailbox;
        this.leads = leads;
        this.clock = clock;
    }

    /** Somebody of the team who is to answer in a conversation. @param day on which they were told, by the days since 1970 */
    public record Colleague(long conversationId, long userId, long day) {
        private String name() {
            return "c" + conversationId + "u" + userId + "d" + day;
        }

        private String subject() {
            return "conversation " + conversationId + " by user " + userId + " on day " + day;
        }
    }

    /** Whether an address looks like one of them. */
    public static boolean isOne(String address) {
        return address.toLowerCase(Locale.ROOT).contains(MARK);
    }

    /** Where a lead answers; empty where nobody reads that. */
    public Optional<String> of(long workspaceId, long leadId) {
        return address(workspaceId, Long.toString(leadId), "lead " + leadId);
    }

    /** Where the visitor of a conversation answers; empty where nobody reads that. */
    public Optional<String> ofConversation(long workspaceId, long conversationId) {
        return address(workspaceId, "c" + conversationId, "conversation " + conversationId);
    }

    /** Where somebody of the team answers in a conversation; empty where nobody reads that. */
    public Optional<String> ofColleague(long workspaceId, long conversationId, long userId) {
        var colleague = new Colleague(conversationId, userId, today());
        return address(workspaceId, colleague.name(), colleague.subject());
    }

    private Optional<String> address(long workspaceId, String name, String subject) {
        return mailbox.address(workspaceId)
                .map(address -> with(address, MARK + name + "-" + signature(workspaceId, subject)))
                .filter(address -> address.indexOf('@') <= MOST_LOCAL);
    }

    private static String with(String address, String more) {
        var at = address.lastIndexOf('@');
        return address.substring(0, at) + more + address.substring(at);
    }

    /** Whom an address names, held as by {@link Leads#hold}; empty for one that isn't signed by us, or whose lead is gone. */
    public Optional<Lead> lead(Caller caller, String address) {
        return named(caller, address, NAMED, "lead ").flatMap(id -> leads.hold(caller, id));
    }

    /** Which conversation an address names; empty for one that isn't signed by us. */
    public Optional<Long> conversation(Caller caller, String address) {
        return named(caller, address, CONVERSATION, "conversation ");
    }

    /** Who of the team an address was made for, however long ago; empty for one that isn't signed by us. */
    public Optional<Colleague> colleague(Caller caller, String address) {
        var named = COLLEAGUE.matcher(address.toLowerCase(Locale.ROOT));
        if (!named.matches()) {
            return Optional.empty();
        }
        var colleague = new Colleague(
                Long.parseLong(named.group(1)), Long.parseLong(named.group(2)), Long.parseLong(named.group(3)));
        return isSame(signature(caller.workspaceId(), colleague.subject()), named.group(4))
                ? Optional.of(colleague)
                : Optional.empty();
    }

    /** Whether they can answer still. */
    public boolean isInTime(Colleague colleague) {
        return today() <= colleague.day() + DAYS;
    }

    private long today() {
        return Times.now(clock).atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay();
    }

    /** Whether we gave it out, whatever has become of what it names. */
    public boolean isSigned(Caller caller, String address) {
        return named(caller, address, NAMED, "lead ").isPresent()
                || conversation(caller, address).isPresent()
                || colleague(caller, address).isPresent();
    }

    private Optional<Long> named(Caller caller, String address, Pattern pattern, String subject) {
        var named = pattern.matcher(address.toLowerCase(Locale.ROOT));
        if (!named.matches()) {
            return Optional.empty();
        }
        var id = Long.parseLong(named.group(1));
        return isSame(signature(caller.workspaceId(), subject + id), named.group(2))
                ? Optional.of(id)
                : Optional.empty();
    }

    /** Compared in the same time, however much of it is right. */
    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    /** By the secret of the workspace's links; what is signed here is no address, so that no link has it. Addresses don't tell cases apart. */
    private String signature(long workspaceId, String subject) {
        var token = links.token(workspaceId, "reply of " + subject);
        return HexFormat.of().formatHex(Base64.getUrlDecoder().decode(token)).substring(0, DIGITS);
    }
}
