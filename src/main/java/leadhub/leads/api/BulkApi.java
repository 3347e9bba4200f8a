package leadhub.leads.api;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.Exchange;
import leadhub.api.LeadHubDialect;
import leadhub.api.RefusalWords;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.base.Json;
import leadhub.web.input.Input;
import leadhub.web.intake.RequestBody;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Up to a thousand leads in one call of the LeadHub dialect. */
@Component
class BulkApi implements Routes.Provider {
    private static final int MOST_BYTES = 4 << 20;
    /** Each hundred rows and what is left count as a call. */
    private static final int ROWS_OF_A_CALL = 100;

    private final BulkLeads leads;

    BulkApi(BulkLeads leads) {
        this.leads = leads;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        routes.postMany("/api/v1/leads/bulk", Scope.WRITE_LEADS, MOST_BYTES, calls("leads"), this::write)
                .postMany(
                        "/api/v1/leads/bulk-delete", Scope.DELETE_LEADS, RequestBody.USUAL, calls("ids"), this::delete);
    }

    /** As many as there are hundreds of rows; what has too many rows is refused, and costs nothing more. */
    private static ToIntFunction<Exchange> calls(String member) {
        return exchange -> {
            var rows = exchange.body().path(member).size();
            return rows > BulkRequest.MOST_ROWS ? 1 : Math.ceilDiv(rows, ROWS_OF_A_CALL);
        };
    }

    private Answer write(Exchange exchange) {
        var request = BulkRequest.read(exchange.body());
        var rows = leads.write(exchange.caller(), request);
        var meta = new Meta(
                count(rows, BulkRow.Status.CREATED),
                count(rows, BulkRow.Status.UPDATED),
                count(rows, BulkRow.Status.SKIPPED),
                count(rows, BulkRow.Status.ERROR));
        return Answer.ok(new Written(rows.stream().map(View::of).toList(), meta));
    }

    private Answer delete(Exchange exchange) {
        var input = new Input(exchange.body() instanceof ObjectNode ? Json.MAPPER.createObjectNode() : exchange.body());
        var ids = BulkRequest.rows(input, "ids", exchange.body().get("ids"));
        input.errors().check();
        var rows = leads.delete(exchange.caller(), ids);
        var meta = new DeletedMeta(count(rows, BulkRow.Status.DELETED), count(rows, BulkRow.Status.ERROR));
        var data = rows.stream()
                .map(row -> View.of(
                        row, row.errors().isEmpty() ? ids.get(row.index()).asLong() : null))
                .toList();
        return Answer.ok(new Deleted(data, meta));
    }

    private static long count(List<BulkRow> rows, BulkRow.Status status) {
        return rows.stream().filter(row -> row.status() == status).count();
    }

    record Written(List<View> data, Meta meta) {}

    record Meta(long created, long updated, long skipped, long failed) {}

    record Deleted(List<View> data, DeletedMeta meta) {}

    record DeletedMeta(long deleted, long failed) {}

    /** @param errors null where nothing is wrong */
    record View(
            int index,
            String status,
            @Nullable Long id,
            @Nullable Map<String, List<String>> errors) {
        static View of(BulkRow row) {
            return of(
                    row, row.draft() == null ? null : (Long) row.draft().lead().id());
        }

        static View of(BulkRow row, @Nullable Long id) {
            var errors = row.errors().isEmpty() ? null : worded(row);
            return new View(row.index(), row.status().name().toLowerCase(Locale.ROOT), id, errors);
        }

        private static Map<String, List<String>> worded(BulkRow row) {
            var worded = new TreeMap<String, List<String>>();
            row.errors()
                    .forEach((field, refusals) -> worded.put(
                            field,
                            refusals.stream()
                                    .map(refusal -> RefusalWords.LEADHUB.say(field, refusal))
                                    .toList()));
            return worded;
        }
    }
}
