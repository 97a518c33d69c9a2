export default {
  title: "Notes on threads",
  base: "/vitepress/",
  head: [["script", { src: "/vitepress/threadbare/thread-bare-blocks.js", defer: "" }]],
};
