// Recording a voice on the page. Without it, or without a microphone, the file field does the same.
//
// <div data-recorder data-longest="180" data-word-…> <button data-start> <button data-listen hidden> <p data-status></div>
// in a form with <input type="file" name="file">: what was recorded is put into that field and sent with the form.
"use strict";
(() => {
  const box = document.querySelector("[data-recorder]");
  const field = box && box.closest("form").querySelector("input[type=file]");
  if (!field || !window.MediaRecorder || !navigator.mediaDevices) return;
  const start = box.querySelector("[data-start]");
  const listen = box.querySelector("[data-listen]");
  const status = box.querySelector("[data-status]");
  const word = box.dataset;
  const type = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"].find((one) => MediaRecorder.isTypeSupported(one));
  if (!type) return;
  let recorder = null;
  let clock = 0;
  let begun = 0;
  let kept = null;
  let playing = null;

  const time = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
  const say = (text) => { status.textContent = text; };

  function tick() {
    const seconds = (Date.now() - begun) / 1000;
    start.textContent = `${word.wordStop} (${time(seconds)})`;
    if (seconds >= Number(word.longest)) recorder.stop();
  }
  function keep(pieces) {
    kept = new File(pieces, `voice.${type.slice(6, 10).replace("mp4", "m4a").replace(/;.*/, "")}`, { type });
    const files = new DataTransfer();
    files.items.add(kept);
    field.files = files.files;
    listen.hidden = false;
    start.textContent = word.wordAgain;
    say(word.wordReady);
  }
  async function record() {
    const pieces = [];
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: 48000 });
      recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
      recorder.addEventListener("stop", () => {
        clearInterval(clock);
        for (const track of stream.getTracks()) track.stop();
        recorder = null;
        keep(pieces);
      });
      recorder.start();
    } catch {
      say(word.wordRefused);
      return;
    }
    begun = Date.now();
    clock = setInterval(tick, 500);
    tick();
    say(word.wordOn);
  }
  // Decoded and played here: the page may load sounds from this site alone.
  async function hear() {
    if (playing) { playing.close(); playing = null; return; }
    playing = new AudioContext();
    const source = playing.createBufferSource();
    source.buffer = await playing.decodeAudioData(await kept.arrayBuffer());
    source.connect(playing.destination);
    source.addEventListener("ended", () => { if (playing) playing.close(); playing = null; });
    source.start();
  }
  start.addEventListener("click", () => (recorder ? recorder.stop() : record()));
  listen.addEventListener("click", hear);
  field.addEventListener("change", () => { listen.hidden = true; say(""); });
  box.hidden = false;
})();
