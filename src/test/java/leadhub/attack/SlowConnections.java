package leadhub.attack;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Many connections that send something and then little or nothing, from many addresses of 127.0.0.0/8. */
final class SlowConnections implements Closeable {
    private final List<SocketChannel> channels = new ArrayList<>();
    private final Target target;
    private final ByteBuffer answer = ByteBuffer.allocate(4096);
    private int opened;

    SlowConnections(Target target) {
        this.target = target;
    }

    /** Opens one more from an address of its own, and sends this. */
    void open(String text) throws IOException {
        opened++;
        openFrom("127.1." + (opened >> 8 & 255) + "." + (opened & 255), text);
    }

    void openFrom(String address, String text) throws IOException {
        var channel = SocketChannel.open();
        channels.add(channel);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.bind(new InetSocketAddress(InetAddress.ofLiteral(address), 0));
        channel.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), target.port()));
        channel.configureBlocking(false);
        send(channel, text);
    }

    /** Sends a drop on each that is still open. */
    void drip(String text) {
        channels.forEach(channel -> send(channel, text));
    }

    /** How many the server hasn't closed; those that it has are closed on this side too. */
    int open() throws IOException {
        for (var channels = this.channels.iterator(); channels.hasNext(); ) {
            var channel = channels.next();
            if (isClosed(channel)) {
                channel.close();
                channels.remove();
            }
        }
        return channels.size();
    }

    private boolean isClosed(SocketChannel channel) {
        try {
            answer.clear();
            return channel.read(answer) < 0;
        } catch (IOException e) {
            return true;
        }
    }

    private static void send(SocketChannel channel, String text) {
        try {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (IOException e) {
            // The server has hung up, as it may.
        }
    }

    @Override
    public void close() throws IOException {
        for (var channel : channels) {
            channel.close();
        }
    }
}
