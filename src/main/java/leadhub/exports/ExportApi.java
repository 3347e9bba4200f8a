package leadhub.exports;

import java.time.Clock;
import java.util.Map;
import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.Exchange;
import leadhub.api.LeadHubDialect;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.leads.lists.LeadFilterReader;
import leadhub.web.Attachment;
import leadhub.web.input.QueryInput;
import org.springframework.stereotype.Component;

/** All leads of a list as one file, in the LeadHub dialect. */
@Component
class ExportApi implements Routes.Provider {
    private final LeadExports exports;
    private final LeadFilterReader filters;
    private final Clock clock;

    ExportApi(LeadExports exports, LeadFilterReader filters, Clock clock) {
        this.exports = exports;
        this.filters = filters;
        this.clock = clock;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        routes.get("/api/v1/leads/export", Scope.READ_LEADS, this::export);
    }

    private Answer export(Exchange exchange) {
        var query = new QueryInput(exchange.query());
        var filter = filters.read(exchange.caller(), query);
        var export = new ExportReader(exchange.query(), query).read(filter);
        query.errors().check();
        var today = clock.instant().atZone(exchange.caller().region().zone()).toLocalDate();
        var name = "leads-%s.%s".formatted(today, export.format().extension());
        var headers =
                Map.of("Content-Type", export.format().contentType(), "Content-Disposition", Attachment.header(name));
        return new Answer(200, headers, exports.export(exchange.caller(), export));
    }
}
