package leadhub.sms.pages;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import leadhub.base.Refusal;
import leadhub.conversations.files.MessageFile;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadNames;
import leadhub.panel.Page;
import leadhub.sms.Sms;
import org.jspecify.annotations.Nullable;

/**
 * The model of the SMS to a lead and from it in the inbox.
 *
 * @param list beside it; null where only what is said is asked for
 * @param lines the latest last
 * @param files what came with them, by their ids
 * @param refusals why none can be sent; empty where one can
 * @param typed what was typed and not sent
 */
public record SmsTalk(
        @Nullable SmsTalks list,
        Lead lead,
        List<Sms> lines,
        Map<Long, List<MessageFile>> files,
        List<Refusal> refusals,
        String typed) {
    /** What came with one of them. */
    public List<MessageFile> files(Sms sms) {
        return files.getOrDefault(sms.id(), List.of());
    }

    public String path() {
        return "/inbox/sms/" + lead.id();
    }

    public String name(Page page) {
        return LeadNames.of(lead, page.locale());
    }

    /** Changes with all that changes of what it shows, and is the same in every process: of a status the word counts. */
    public String mark() {
        return Integer.toHexString(lines.stream().map(this::mark).toList().hashCode());
    }

    private static int mark(MessageFile file) {
        var failure = file.failure();
        return Objects.hash(file.number(), file.status().word(), failure == null ? "" : failure.word());
    }

    private int mark(Sms sms) {
        var fate = sms.fate();
        var own = Objects.hash(sms.id(), sms.text(), fate.status().word(), fate.failure());
        return files(sms).stream().map(SmsTalk::mark).reduce(own, (all, one) -> 31 * all + one);
    }
}
