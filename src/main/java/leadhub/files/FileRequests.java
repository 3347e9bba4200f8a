package leadhub.files;

import java.util.function.Function;
import leadhub.api.Answer;
import leadhub.api.Envelope;
import leadhub.api.Exchange;
import leadhub.api.Paging;
import leadhub.api.PreparedEndpoint;
import leadhub.base.Page;
import leadhub.base.Refusal;
import leadhub.base.Slice;
import leadhub.web.input.Input;
import leadhub.web.input.QueryInput;
import org.springframework.stereotype.Component;

/** Requests that attach and list files, on leads and on what belongs to them, in the LeadHub dialect. */
@Component
public class FileRequests {
    private final FileUploads uploads;

    FileRequests(FileUploads uploads) {
        this.uploads = uploads;
    }

    /** One page of files. */
    public static Answer list(Exchange exchange, Function<Slice, Page<LeadFile>> find) {
        var query = new QueryInput(exchange.query());
        var paging = Paging.of(query);
        query.errors().check();
        return Envelope.page(exchange, paging, find.apply(paging.slice()).map(LeadFileApi.View::of));
    }

    /** Writes down the one file that is sent. @param add attaches it, in the transaction of the answer */
    public PreparedEndpoint.Prepared stage(Exchange exchange, Function<StagedFiles, LeadFile> add) {
        var input = new Input(exchange.body());
        var chosen = FileUploads.chosen(exchange.sent().files());
        if (chosen.isEmpty()) {
            input.reject(FileUploads.FIELD, Refusal.of("required"));
        } else if (chosen.size() > 1) {
            input.reject(FileUploads.FIELD, Refusal.of("form.one_file"));
        }
        input.errors().check();
        var staged = uploads.stage(exchange.caller(), chosen);
        return new PreparedEndpoint.Prepared() {
            @Override
            public Answer finish() {
                var file = add.apply(staged);
                return Answer.created(exchange.origin() + "/api/v1" + file.path(), LeadFileApi.one(file));
            }

            @Override
            public void close() {
                staged.close();
            }
        };
    }
}
