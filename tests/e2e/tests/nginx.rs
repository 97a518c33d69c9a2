//! The book's recipe for nginx: it says what `_headers` says, and where there is an nginx here, it gives real threads at once.

use e2e::{Browser, browse, dist};
use std::{
    env, fs,
    net::{Ipv4Addr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command},
};

/// The block of nginx's in the book.
fn recipe() -> String {
    let book = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/book/src/hosts.md");
    let text = fs::read_to_string(book).expect("the page about hosts");
    let (_, block) = text.split_once("```nginx\n").expect("a recipe");
    block.split("```").next().unwrap_or_default().to_owned()
}

/// What must be sent with every file for real threads in frames, by the site's own `_headers`.
#[test]
fn the_recipe_for_nginx_says_what_the_site_s_own_headers_say() {
    let headers = fs::read_to_string(dist().join("_headers")).expect("the site's headers");
    let wanted = headers
        .lines()
        .skip(1)
        .take_while(|line| line.starts_with("  "))
        .filter_map(|line| line.trim().split_once(": "))
        .filter(|(name, _)| name.ends_with("-Policy") || name.starts_with("Access-Control"))
        .filter(|(name, _)| !matches!(*name, "Permissions-Policy" | "Referrer-Policy"));
    let recipe = recipe();
    let mut count = 0;
    for (name, value) in wanted {
        assert!(
            recipe.contains(&format!("add_header {name} {value} always;")),
            "{name}: {value}"
        );
        count += 1;
    }
    assert_eq!(count, 5);
}

/// An nginx that ends with the test.
struct Nginx {
    child: Child,
    folder: PathBuf,
    port: u16,
}

impl Nginx {
    /// Serves the site in a folder below its root, by the recipe; `None` where there is no nginx.
    fn start(recipe: &str) -> Option<Nginx> {
        let program = env::split_paths(&env::var_os("PATH")?)
            .map(|folder| folder.join("nginx"))
            .find(|program| program.is_file())?;
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let port = free.local_addr().expect("an address").port();
        drop(free);
        let folder = env::temp_dir().join(format!("threadbare-nginx-{port}"));
        let root = folder.join("root/threadbare");
        copy(&dist(), &root);
        let kinds = "text/html html; text/javascript js; text/css css; application/wasm wasm; image/svg+xml svg;";
        let config = format!(
            "daemon off; master_process off; pid nginx.pid; error_log stderr; events {{}}
            http {{ access_log off; types {{ {kinds} }}
              client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
              server {{ listen 127.0.0.1:{port}; root {}; {recipe} }} }}",
            folder.join("root").display()
        );
        fs::write(folder.join("nginx.conf"), config).expect("a configuration");
        let mut nginx = Command::new(program);
        nginx.arg("-p").arg(&folder).args(["-c", "nginx.conf", "-e", "stderr"]);
        let child = nginx.spawn().expect("nginx starts");
        let mut nginx = Nginx { child, folder, port };
        // It listens, or it has ended.
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            assert!(matches!(nginx.child.try_wait(), Ok(None)), "nginx refuses the recipe");
        }
        Some(nginx)
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A folder that nginx may read, whoever it runs as, is one of its own.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).expect("a copy");
        }
    }
}

async fn sent(page: &Browser, file: &str, header: &str) -> Option<String> {
    let script = "const [file, header, done] = arguments; fetch(file).then(({ headers }) => done(headers.get(header)))";
    page.js_later(script, vec![file.into(), header.into()]).await
}

#[tokio::test]
async fn nginx_by_the_recipe_gives_real_threads_at_once() {
    let Some(nginx) = Nginx::start(&recipe()) else {
        return eprintln!("there is no nginx here");
    };
    browse(async |page| {
        page.open_at(&format!(
            "http://127.0.0.1:{}/threadbare/#lab=counter&variant=atomic&threads=2&size=1000",
            nginx.port
        ))
        .await;
        assert!(
            page.js::<bool>(
                "return crossOriginIsolated && !navigator.serviceWorker.controller",
                vec![]
            )
            .await
        );
        page.run().await;
        assert_eq!(page.number("Got").await, Some(2_000));
        let code: String = page
            .js("return document.getElementById('page-wasm').href", vec![])
            .await;
        assert_eq!(sent(page, "./", "Cache-Control").await.as_deref(), Some("no-cache"));
        let kept = sent(page, &code, "Cache-Control").await.unwrap_or_default();
        assert!(kept.starts_with("max-age=") && kept.len() > 14, "{kept}");
        assert_eq!(sent(page, &code, "Content-Encoding").await.as_deref(), Some("gzip"));
        assert_eq!(
            sent(page, &code, "Access-Control-Allow-Origin").await.as_deref(),
            Some("*")
        );
    })
    .await;
}
