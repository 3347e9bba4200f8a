package leadhub.panel;

import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import leadhub.base.AnswerBudget;
import leadhub.web.Attachment;
import leadhub.web.EventStream;
import leadhub.web.StreamedBody;
import leadhub.web.Templates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Writes replies: renders templates, redirects visitors, and tells htmx what a browser would do by itself. */
@Component
final class ReplyWriter {
    private static final Logger log = LoggerFactory.getLogger(ReplyWriter.class);

    /** @param held told how many bytes there are to send, when nothing else is left to do; gives away what lasts */
    void write(
            HttpServletRequest request,
            HttpServletResponse response,
            String origin,
            Page page,
            Reply reply,
            PageVisits.Held held)
            throws IOException {
        response.setHeader("Cache-Control", "no-store");
        switch (reply) {
            case Reply.WithCookie(var cookie, var inner) -> {
                Cookies.write(response, origin, cookie.name(), cookie.value());
                write(request, response, origin, page, inner, held);
            }
            case Reply.WithHeaders(var headers, var inner) -> {
                headers.forEach(response::setHeader);
                write(request, response, origin, page, inner, held);
            }
            case Reply.Saying(var message, var values, var undo, var inner) -> {
                // The first line is ours alone; names that people chose may have lines too.
                var said = undo + "\n" + page.say(message, values.toArray());
                var encoded = URLEncoder.encode(said, StandardCharsets.UTF_8);
                if (request.getHeader("HX-Request") != null && !leads(inner)) {
                    response.setHeader("X-Toast", encoded);
                } else {
                    Cookies.write(response, origin, Cookies.TOAST, encoded);
                }
                write(request, response, origin, page, inner, held);
            }
            case Reply.Once(var path, var message, var inner) -> write(request, response, origin, page, inner, held);
            case Reply.Redirect(var path) -> redirect(request, response, path);
            case Reply.Refresh(var path) -> {
                if (request.getHeader("HX-Request") == null) {
                    redirect(request, response, path);
                } else {
                    response.setStatus(204);
                    response.setHeader("HX-Trigger", "leads-changed");
                }
            }
            case Reply.Download(var name, var type, var bytes) -> {
                response.setHeader("Content-Disposition", Attachment.header(name));
                held.sends(bytes.length);
                send(request, response, 200, type, bytes.length, out -> out.write(bytes));
            }
            case Reply.Streamed(var name, var type, var body) -> {
                var isAsked = !request.getMethod().equals("HEAD");
                held.sends(AnswerBudget.USUAL);
                try (var begun = isAsked ? body.begin() : StreamedBody.Held.NOTHING) {
                    response.setHeader("Content-Disposition", Attachment.header(name));
                    response.setContentType(type);
                    if (isAsked) {
                        body.send(request, response);
                    }
                }
            }
            case Reply.Events(var source) -> {
                response.setStatus(200);
                EventStream.head(response);
                held.leave(source, request, response);
            }
            case Reply.Nothing nothing -> response.setStatus(204);
            case Reply.Html(var status, var template, var model) -> {
                var output = new Utf8ByteOutput();
                Templates.fill(template, page, model, output);
                response.setHeader("Vary", "HX-Request");
                held.sends(output.getContentLength());
                send(request, response, status, "text/html;charset=UTF-8", output.getContentLength(), output::writeTo);
            }
        }
    }

    /** Whether it leads to another page. All windows share a cookie, so a page that stays is told by its own answer. */
    private static boolean leads(Reply reply) {
        return switch (reply) {
            case Reply.Redirect other -> true;
            case Reply.WithCookie(var cookie, var inner) -> leads(inner);
            case Reply.WithHeaders(var headers, var inner) -> leads(inner);
            case Reply.Saying saying -> leads(saying.reply());
            case Reply.Once once -> leads(once.reply());
            case Reply.Refresh other -> false;
            case Reply.Html other -> false;
            case Reply.Download other -> false;
            case Reply.Streamed other -> false;
            case Reply.Events other -> false;
            case Reply.Nothing other -> false;
        };
    }

    private static void redirect(HttpServletRequest request, HttpServletResponse response, String path) {
        if (request.getHeader("HX-Request") != null) {
            // A script can't navigate to another page by itself.
            response.setStatus(204);
            response.setHeader("HX-Redirect", path);
            return;
        }
        response.setStatus(303);
        response.setHeader("Location", path);
    }

    private static void send(
            HttpServletRequest request,
            HttpServletResponse response,
            int status,
            String type,
            int length,
            StreamedBody body)
            throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(length);
        if (!request.getMethod().equals("HEAD")) {
            body.send(request, response);
        }
    }
}
