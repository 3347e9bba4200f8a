package leadhub.site;

import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.LongConsumer;
import leadhub.api.LeadHubDialect;
import leadhub.base.AnswerBudget;
import leadhub.web.Assets;
import leadhub.web.EventStream;
import leadhub.web.StreamedBody;
import leadhub.web.Templates;
import leadhub.web.Words;
import leadhub.web.intake.OpenStreams;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes answers for strangers. */
@Component
final class SiteWriter {
    private final LeadHubDialect dialect;
    private final Assets assets;

    SiteWriter(LeadHubDialect dialect, Assets assets) {
        this.dialect = dialect;
        this.assets = assets;
    }

    /**
     * Writes one.
     *
     * @param stream on which events go out, from when this returns; null for every other answer
     * @param sends told how many bytes there are to send, when nothing else is left to do
     */
    void write(
            HttpServletRequest request,
            HttpServletResponse response,
            SiteAnswer answer,
            OpenStreams.@Nullable Stream stream,
            LongConsumer sends)
            throws IOException {
        switch (answer) {
            case SiteAnswer.WithHeaders(var headers, var inner) -> {
                headers.forEach(response::setHeader);
                write(request, response, inner, stream, sends);
            }
            case SiteAnswer.Page(var status, var language, var template, var model) -> {
                var page = new SitePage(words(request, language), assets);
                var output = new Utf8ByteOutput();
                Templates.fill(template, page, model, output);
                response.addHeader("Vary", "Accept-Language");
                response.setContentLength(output.getContentLength());
                sends.accept(output.getContentLength());
                send(request, response, status, "text/html;charset=UTF-8", output::writeTo);
            }
            case SiteAnswer.Json(var status, var body) -> {
                var bytes = dialect.mapper().writeValueAsBytes(body);
                response.setContentLength(bytes.length);
                sends.accept(bytes.length);
                send(request, response, status, "application/json", out -> out.write(bytes));
            }
            case SiteAnswer.Content(var status, var type, var bytes) -> {
                response.setContentLength(bytes.length);
                sends.accept(bytes.length);
                send(request, response, status, type, out -> out.write(bytes));
            }
            case SiteAnswer.Streamed(var type, var body) -> {
                sends.accept(AnswerBudget.USUAL);
                send(request, response, 200, type, body);
            }
            case SiteAnswer.Empty(var status) -> head(response, status);
            case SiteAnswer.Redirect(var url) -> {
                head(response, 303);
                response.setHeader("Location", url);
            }
            case SiteAnswer.Events(var source) -> {
                head(response, 200);
                EventStream.head(response);
                if (stream != null) {
                    EventStream.open(stream, source, request, response);
                }
            }
        }
    }

    private static Words words(HttpServletRequest request, @Nullable String language) {
        return language == null ? Words.preferred(request.getHeader("Accept-Language")) : Words.in(language);
    }

    private static void head(HttpServletResponse response, int status) {
        response.setStatus(status);
        if (response.getHeader("Cache-Control") == null) {
            response.setHeader("Cache-Control", "no-store");
        }
        if (status == 408 || status == 413 || status == 503) {
            // What is left of the body is not worth reading.
            response.setHeader("Connection", "close");
        }
    }

    private static void send(
            HttpServletRequest request, HttpServletResponse response, int status, String type, StreamedBody body)
            throws IOException {
        head(response, status);
        response.setContentType(type);
        if (!request.getMethod().equals("HEAD")) {
            body.send(request, response);
        }
    }
}
