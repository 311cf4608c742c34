//! The tap itself: listens, connects, pumps, tells.

use core::future::Future;
use core::sync::atomic::{AtomicU64, Ordering};
use core::time::Duration;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::io::AsyncReadExt as _;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, watch};
use tokio::task::JoinSet;

use super::budget::Budget;
use super::conversation::{Conversation, Moment};
use super::pump::{End, pump};
use super::recorded::Told;

/// Bytes that all bodies together may hold, told or not.
const MOST_KEPT: usize = 256 << 20;
/// How long a target may take to answer a connection.
const CONNECT_WITHIN: Duration = Duration::from_secs(10);
/// How long a client whose target is down may take to say what it wanted.
const HEARD_WITHIN: Duration = Duration::from_secs(2);
/// After this, a connection that cannot be accepted (no more files, say) is tried again.
const ACCEPT_AGAIN: Duration = Duration::from_millis(50);

/// Listens at one address and forwards to one target.
#[derive(Debug)]
pub struct Tap {
    listener: TcpListener,
    shared: Arc<Shared>,
}

/// How much went by.
#[derive(Debug, Default)]
pub struct Counts {
    /// Connections accepted.
    pub connections: AtomicU64,
    /// Exchanges told.
    pub recorded: AtomicU64,
    /// What could not be told, because whoever listens was too slow.
    pub lost: AtomicU64,
}

#[derive(Debug)]
struct Shared {
    target: String,
    told: mpsc::Sender<Told>,
    budget: Arc<Budget>,
    counts: Arc<Counts>,
}

impl Tap {
    /// Listens for clients of the target (`host:port`); what goes by is told to `told`.
    ///
    /// Forwarding never waits for whoever reads the channel: what does not fit is counted in [`Counts::lost`].
    ///
    /// # Errors
    ///
    /// An address that cannot be listened on.
    pub async fn bind(listen: SocketAddr, target: impl Into<String>, told: mpsc::Sender<Told>) -> io::Result<Self> {
        let listener = TcpListener::bind(listen).await?;
        let budget = Budget::new(MOST_KEPT);
        let shared = Shared { target: target.into(), told, budget, counts: Arc::default() };
        Ok(Self { listener, shared: Arc::new(shared) })
    }

    /// Where it listens.
    ///
    /// # Errors
    ///
    /// As the system says.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// How much went by; counted on while the tap runs.
    #[must_use]
    pub fn counts(&self) -> Arc<Counts> {
        Arc::clone(&self.shared.counts)
    }

    /// Forwards until `stop` is ready; then tells what is under way, as far as it came.
    pub async fn run(self, stop: impl Future<Output = ()>) {
        let (stopping, stopped) = watch::channel(());
        let mut connections = JoinSet::new();
        tokio::pin!(stop);
        loop {
            tokio::select! {
                accepted = self.listener.accept() => match accepted {
                    Ok((client, _)) => {
                        let serial = self.shared.counts.connections.fetch_add(1, Ordering::Relaxed) + 1;
                        connections.spawn(connection(Arc::clone(&self.shared), serial, client, stopped.clone()));
                    }
                    Err(_) => tokio::time::sleep(ACCEPT_AGAIN).await,
                },
                Some(_) = connections.join_next() => {}
                () = &mut stop => break,
            }
        }
        drop(stopping);
        while connections.join_next().await.is_some() {}
    }
}

impl Shared {
    fn tell(&self, told: impl IntoIterator<Item = Told>) {
        for told in told {
            let recorded = matches!(told, Told::Recorded(_));
            let counter = if self.told.try_send(told).is_err() {
                &self.counts.lost
            } else if recorded {
                &self.counts.recorded
            } else {
                continue;
            };
            counter.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// One client, from its connection to its end.
async fn connection(shared: Arc<Shared>, serial: u64, client: TcpStream, mut stopped: watch::Receiver<()>) {
    let connected = tokio::select! {
        connected = connected(&shared.target) => connected,
        _ = stopped.changed() => return,
    };
    let target = match connected {
        Ok(target) => target,
        Err(error) => {
            let reason = format!("{}: {error}", shared.target);
            shared.tell([Told::TargetDown { connection: serial, reason }]);
            return unanswered(&shared, serial, client, &format!("cannot connect: {error}"), stopped).await;
        }
    };
    // What is small must not wait for more: the tap would add a delay that neither side has.
    let _ = (client.set_nodelay(true), target.set_nodelay(true));
    let conversation = Mutex::new(Conversation::new(serial, Arc::clone(&shared.budget)));
    let ended = tokio::select! {
        ended = both(&shared, &conversation, client, target) => ended,
        _ = stopped.changed() => Some("the tap was stopped"),
    };
    let mut conversation = lock(&conversation);
    conversation.finish(ended, Moment::now());
    shared.tell(conversation.take_told());
}

/// Hears the first request of a client whose target is down, so that it is not lost; then resets the connection. The tap
/// has no words of its own: a made-up 502 would be recorded by the client as the target's.
async fn unanswered(
    shared: &Shared,
    serial: u64,
    mut client: TcpStream,
    reason: &str,
    mut stopped: watch::Receiver<()>,
) {
    let mut conversation = Conversation::new(serial, Arc::clone(&shared.budget));
    let mut buffer = vec![0; 16 << 10];
    let hear = async {
        while let Ok(length @ 1..) = client.read(&mut buffer).await {
            conversation.sent(buffer.get(..length).unwrap_or_default(), Moment::now());
            if conversation.is_asked() {
                break;
            }
        }
    };
    tokio::select! {
        _ = tokio::time::timeout(HEARD_WITHIN, hear) => {}
        _ = stopped.changed() => {}
    }
    conversation.finish(Some(reason), Moment::now());
    shared.tell(conversation.take_told());
    // The nearest to a connection that was refused.
    let _ = client.set_zero_linger();
}

async fn connected(target: &str) -> io::Result<TcpStream> {
    let late = || io::Error::new(io::ErrorKind::TimedOut, "no answer to the connection");
    tokio::time::timeout(CONNECT_WITHIN, TcpStream::connect(target)).await.unwrap_or_else(|_| Err(late()))
}

/// Both directions; gives the reason where the connection did not end in order.
async fn both(
    shared: &Shared,
    conversation: &Mutex<Conversation>,
    mut client: TcpStream,
    mut target: TcpStream,
) -> Option<&'static str> {
    let look = |look: &dyn Fn(&mut Conversation)| {
        let mut conversation = lock(conversation);
        look(&mut conversation);
        shared.tell(conversation.take_told());
    };
    let broken = {
        let (mut from_client, mut to_client) = client.split();
        let (mut from_target, mut to_target) = target.split();
        let up = async {
            let end = pump(&mut from_client, &mut to_target, |bytes| {
                look(&|conversation| conversation.sent(bytes, Moment::now()));
            });
            match end.await {
                Ok(End::Closed) => look(&|conversation| conversation.sent_end(Moment::now())),
                Ok(End::Deaf) => look(&|conversation| conversation.unheard(Moment::now())),
                Err(_) => return Err("the client reset the connection"),
            }
            Ok(())
        };
        let down = async {
            let end = pump(&mut from_target, &mut to_client, |bytes| {
                look(&|conversation| conversation.answered(bytes, Moment::now()));
            });
            match end.await {
                Ok(End::Closed) => look(&|conversation| conversation.answered_end(Moment::now())),
                Ok(End::Deaf) => return Err("the client was gone before the answer was through"),
                Err(_) => return Err("the target reset the connection"),
            }
            Ok(())
        };
        // In one task, so that a copy is read before anything that answers it.
        tokio::try_join!(up, down).err()
    };
    if broken.is_some() {
        // As abruptly on the other side.
        let _ = (client.set_zero_linger(), target.set_zero_linger());
    }
    broken
}

fn lock(conversation: &Mutex<Conversation>) -> MutexGuard<'_, Conversation> {
    conversation.lock().unwrap_or_else(PoisonError::into_inner)
}
