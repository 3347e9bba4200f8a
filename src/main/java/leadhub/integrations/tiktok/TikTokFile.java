package leadhub.integrations.tiktok;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import leadhub.base.Json;
import leadhub.imports.files.CsvParser;
import leadhub.integrations.AskedType.Fetched;
import leadhub.integrations.AskedType.PastLead;
import leadhub.integrations.mapping.ExternalIds;
import leadhub.integrations.provider.ProviderFailure;
import tools.jackson.databind.node.ObjectNode;

/** A file of leads as TikTok makes it: a line of heads, then a lead a line. Each becomes what a hook posts of one. */
final class TikTokFile {
    /** Everything else is an answer. */
    private static final Map<String, String> MEMBERS = Map.of(
            "lead_id", "id",
            "created_time", "create_time",
            "ad_id", "ad_id",
            "ad_name", "ad_name",
            "adgroup_id", "adgroup_id",
            "adgroup_name", "adgroup_name",
            "campaign_id", "campaign_id",
            "campaign_name", "campaign_name",
            "form_id", "page_id",
            "form_name", "page_name");

    private static final Pattern TIME = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})[ T](\\d{2}:\\d{2}(:\\d{2})?).*");

    private final byte[] bytes;

    TikTokFile(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A lead as a hook posts it. */
    record Lead(ObjectNode entry) {
        /** Whether it was sent since then, or nobody can tell. Times are UTC. */
        boolean isSince(Instant since) {
            var time = TIME.matcher(entry.path("create_time").asString(""));
            try {
                return !time.matches()
                        || !LocalDateTime.parse(time.group(1) + "T" + time.group(2))
                                .toInstant(ZoneOffset.UTC)
                                .isBefore(since);
            } catch (DateTimeParseException e) {
                return true;
            }
        }

        PastLead past() {
            var id = ExternalIds.of(entry.path("id")).orElse(null);
            return new PastLead(id, new Fetched(entry, TikTok.isTest(entry)));
        }
    }

    /** Some of its leads. Without an id one could come twice, so it isn't taken. */
    List<Lead> leads(int after, int most) {
        try (var csv =
                new CsvParser(new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8), ',')) {
            var heads = csv.next();
            if (heads == null) {
                return List.of();
            }
            if (heads.cells().stream().noneMatch(head -> name(head).equals("lead_id"))) {
                throw ProviderFailure.refused("its file has no column lead_id");
            }
            var leads = new ArrayList<Lead>();
            var passed = 0;
            for (var row = csv.next(); row != null && leads.size() < most; row = csv.next()) {
                var lead = lead(heads.cells(), row.cells());
                if (lead.entry().has("id") && passed++ >= after) {
                    leads.add(lead);
                }
            }
            return leads;
        } catch (IOException e) {
            throw ProviderFailure.later("its file can't be read", null);
        }
    }

    private static Lead lead(List<String> heads, List<String> cells) {
        var entry = Json.MAPPER.createObjectNode();
        var changes = entry.putArray("changes");
        for (var i = 0; i < Math.min(heads.size(), cells.size()); i++) {
            var value = cells.get(i).strip();
            var member = MEMBERS.get(name(heads.get(i)));
            if (value.isEmpty()) {
                continue;
            }
            if (member != null) {
                entry.put(member, value);
            } else {
                changes.addObject().put("field", heads.get(i).strip()).put("value", value);
            }
        }
        return new Lead(entry);
    }

    /** A byte order mark may stand before the first. */
    private static String name(String head) {
        return head.replace("\ufeff", "").strip();
    }
}
