package leadhub.forms;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A website of somebody else that embeds forms. Its name is another than ours, so that it is another site to browsers. */
final class ForeignSite implements AutoCloseable {
    private final HttpServer server;
    private volatile String policy = "";
    private volatile String body = "";

    ForeignSite() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            var bytes = ("<!doctype html><title>Shop</title>" + body).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html;charset=UTF-8");
            exchange.getResponseHeaders().set("Content-Security-Policy", "default-src 'none'" + policy);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    /** What all its pages are from now on. @param more what their policy allows beside nothing */
    ForeignSite shows(String more, String html) {
        policy = more;
        body = html;
        return this;
    }

    /** As settings name it. */
    String host() {
        return "localhost:" + server.getAddress().getPort();
    }

    String page(String path) {
        return "http://" + host() + path;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
